import { Button as TaroButton } from '@tarojs/components'
import { ButtonFace, buttonClass } from './face'
import type { ButtonProps } from './props'
import { usePress } from './use-press'

/** Something to press. */
export function Button(props: ButtonProps) {
  const { busy, press } = usePress(props.onPress, props.disabled)
  const idle = busy || props.disabled === true
  return (
    <TaroButton
      id={props.id}
      ariaLabel={props.label}
      className={buttonClass(props, idle)}
      disabled={idle}
      openType={props.share ? 'share' : undefined}
      onClick={press}
    >
      <ButtonFace {...props} busy={busy} />
    </TaroButton>
  )
}

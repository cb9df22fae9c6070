import { ButtonFace, buttonClass } from './face'
import type { ButtonProps } from './props'
import { usePress } from './use-press'

/** Something to press: the native button, so that keyboard, focus and screen readers come with it. */
export function Button(props: ButtonProps) {
  const { busy, press } = usePress(props.onPress, props.disabled)
  return (
    <button
      id={props.id}
      type={props.submit ? 'submit' : 'button'}
      className={buttonClass(props, busy || props.disabled === true)}
      disabled={props.disabled}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      aria-expanded={props.expanded}
      aria-pressed={props.pressed}
      aria-label={props.label}
      onClick={press}
    >
      <ButtonFace {...props} busy={busy} />
    </button>
  )
}

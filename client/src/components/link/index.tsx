import { View } from '@tarojs/components'
import { go, replace } from '../../platform/navigate'
import { ButtonFace, buttonClass } from '../button/face'
import { join } from '../class-names'
import type { LinkProps } from './props'
import styles from './link.module.scss'

/** Leads to another page of ours. */
export function Link(props: LinkProps) {
  const { to, look = 'text', children } = props
  const open = () => (props.replace ? replace(to) : go(to))
  const bare = look === 'text' || look === 'plain'
  return (
    <View
      id={props.id}
      ariaRole={look === 'text' || look === 'plain' ? 'link' : 'button'}
      ariaLabel={props.label}
      className={bare ? join(styles[look], props.className) : buttonClass({ ...props, look }, false)}
      onClick={() => void open()}
    >
      {bare ? children : <ButtonFace icon={props.icon}>{children}</ButtonFace>}
    </View>
  )
}

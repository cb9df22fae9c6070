import type { MouseEvent } from 'react'
import { go, hrefOf, replace } from '../../platform/navigate'
import { ButtonFace, buttonClass } from '../button/face'
import { join } from '../class-names'
import type { LinkProps } from './props'
import styles from './link.module.scss'

/** Leads to another page of ours: a real address, so it can be copied, opened in a new tab and reached by keyboard. */
export function Link(props: LinkProps) {
  const { to, look = 'text', children } = props
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    void (props.replace ? replace(to) : go(to))
  }
  const bare = look === 'text' || look === 'plain'
  return (
    <a
      id={props.id}
      href={hrefOf(to)}
      className={bare ? join(styles[look], props.className) : buttonClass({ ...props, look }, false)}
      aria-current={props.current ? 'page' : undefined}
      aria-label={props.label}
      onClick={open}
    >
      {bare ? children : <ButtonFace icon={props.icon}>{children}</ButtonFace>}
    </a>
  )
}

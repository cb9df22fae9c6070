import type { ReactNode } from 'react'
import type { IconName } from '../icon'

export interface ButtonProps {
  children: ReactNode
  /** One primary per screen; danger for what cannot be taken back; plain looks like its content. */
  look?: 'primary' | 'secondary' | 'quiet' | 'danger' | 'plain'
  size?: 'normal' | 'dense'
  icon?: IconName
  /** Only the drawing is seen; the children are read out. */
  iconOnly?: boolean
  /** As wide as its place. */
  wide?: boolean
  disabled?: boolean
  /** Acts once at a time: while its promise is open the button is busy and takes no second press. */
  onPress?: () => void | Promise<unknown>
  /** Submits the form around it (browser); a mini-program form names its action on the button too. */
  submit?: boolean
  /** Opens the share sheet of a mini-program. */
  share?: boolean
  /** State of what it opens or switches. */
  expanded?: boolean
  pressed?: boolean
  label?: string
  id?: string
  className?: string
}

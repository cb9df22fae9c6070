import type { ReactNode } from 'react'
import type { Place } from '../../platform/place'
import type { ButtonProps } from '../button/props'

export interface LinkProps {
  /** Where it leads. */
  to: Place
  children: ReactNode
  /** Takes the look of a button; otherwise it is text in the accent colour, or with `plain` whatever its content is. */
  look?: ButtonProps['look'] | 'text'
  size?: ButtonProps['size']
  icon?: ButtonProps['icon']
  wide?: boolean
  /** The place we are at. */
  current?: boolean
  /** Takes the place of this page instead of lying on top of it. */
  replace?: boolean
  className?: string
  label?: string
  id?: string
}

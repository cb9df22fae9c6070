import type { ReactNode } from 'react'

export interface CheckProps {
  checked: boolean
  onChange: (checked: boolean) => void
  label: ReactNode
  /** What follows from ticking it. */
  hint?: ReactNode
  disabled?: boolean
  /** A switch acts at once, a box is part of a form. */
  look?: 'box' | 'switch'
  id?: string
}

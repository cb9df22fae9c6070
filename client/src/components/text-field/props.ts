import { countZi } from '@shared/rules/count'

export interface TextFieldProps {
  /** Names the field; stands above it and is read out with it. */
  label: string
  value: string
  onChange: (value: string) => void
  /** What to write and why it is asked. */
  hint?: string
  /** What is wrong with the value and the way out; announced when it arrives. */
  error?: string
  placeholder?: string
  /** Longest allowed, in 字 (code points): shows a counter. Longer text is kept and marked, never cut silently. */
  max?: number
  optional?: boolean
  /** Several lines. */
  multiline?: boolean
  kind?: 'text' | 'search' | 'number' | 'url'
  /** The label is read out but not seen. */
  bare?: boolean
  disabled?: boolean
  /** Enter in a one-line field. */
  onSubmit?: () => void
  id?: string
  className?: string
}

/** Length in 字, the way the contracts and the listing rules count. */
export const countOf = countZi

export interface ChoiceProps {
  label: string
  /** Value and words. */
  options: readonly { value: string; words: string }[]
  value: string
  onChange: (value: string) => void
  /** The label is read out but not seen. */
  bare?: boolean
  id?: string
}

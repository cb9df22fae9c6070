import type { StarCount } from '../words'

export interface StarFieldProps {
  label: string
  value: StarCount | undefined
  onChange: (value: StarCount) => void
  error?: string
}

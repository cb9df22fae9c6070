import { useEffect, useState } from 'react'
import { Box } from '../box'
import { Choice } from '../choice'
import { TextField } from '../text-field'
import styles from './filter-bar.module.scss'

/** Where `/` puts the focus. */
export const SEARCH_ID = 'search'

export interface Filter {
  id: string
  label: string
  options: readonly { value: string; words: string }[]
}

export interface FilterBarProps {
  /** What is looked through: 搜索企业名称. */
  searchLabel: string
  /** Current values by name; `q` is the search text. Kept in the address by the page (`useAddress`). */
  values: Readonly<Record<string, string>>
  onChange: (changed: Readonly<Record<string, string>>) => void
  filters?: readonly Filter[]
  /** How many there are: 共 40 家. */
  count?: string
}

/** Search text and filters over a list; typing settles for 300 ms before it asks. */
export function FilterBar({ searchLabel, values, onChange, filters = [], count }: FilterBarProps) {
  const asked = values.q ?? ''
  const [typed, setTyped] = useState(asked)
  const [seen, setSeen] = useState(asked)
  if (seen !== asked) {
    setSeen(asked)
    setTyped(asked)
  }
  useEffect(() => {
    if (typed === asked) return
    const timer = setTimeout(() => onChange({ q: typed.trim() }), 300)
    return () => clearTimeout(timer)
  }, [typed, asked, onChange])
  return (
    <Box as="form" role="search" className={styles.bar}>
      <Box className={styles.search}>
        <TextField
          id={SEARCH_ID}
          kind="search"
          label={searchLabel}
          placeholder={searchLabel}
          bare
          value={typed}
          onChange={setTyped}
          onSubmit={() => onChange({ q: typed.trim() })}
        />
      </Box>
      {filters.map((filter) => (
        <Choice
          key={filter.id}
          bare
          label={filter.label}
          options={filter.options}
          value={values[filter.id] ?? ''}
          onChange={(value) => onChange({ [filter.id]: value })}
        />
      ))}
      {count && (
        <Box live="polite" className={styles.count}>
          {count}
        </Box>
      )}
    </Box>
  )
}

import { useId } from 'react'
import type { ChoiceProps } from './props'
import styles from './choice.module.scss'

/** One of a few, on the native select. */
export function Choice({ label, options, value, onChange, bare, id }: ChoiceProps) {
  const own = useId()
  const name = id ?? own
  return (
    <div className={styles.choice}>
      <label htmlFor={name} className={bare ? styles.unseen : styles.label}>
        {label}
      </label>
      <select id={name} className={styles.select} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))}
      </select>
    </div>
  )
}

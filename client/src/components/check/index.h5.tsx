import { useId } from 'react'
import { join } from '../class-names'
import type { CheckProps } from './props'
import styles from './check.module.scss'

/** A box to tick, or a switch, on the native checkbox. */
export function Check({ checked, onChange, label, hint, disabled, look = 'box', id }: CheckProps) {
  const own = useId()
  const name = id ?? own
  return (
    <label className={join(styles.check, disabled && styles.idle)} htmlFor={name}>
      <input
        id={name}
        type="checkbox"
        role={look === 'switch' ? 'switch' : undefined}
        className={look === 'switch' ? join(styles.track, checked && styles['track-on']) : styles.native}
        checked={checked}
        disabled={disabled}
        aria-describedby={hint ? `${name}-hint` : undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className={styles.words}>
        <span>{label}</span>
        {hint && (
          <span className={styles.hint} id={`${name}-hint`}>
            {hint}
          </span>
        )}
      </span>
    </label>
  )
}

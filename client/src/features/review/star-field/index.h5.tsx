import { useId } from 'react'
import { join } from '../../../components/class-names'
import { STAR_WORDS, STARS } from '../words'
import type { StarFieldProps } from './props'
import styles from './star-field.module.scss'

/** One to five stars on native radio buttons: arrows choose, the words are read out. */
export function StarField({ label, value, onChange, error }: StarFieldProps) {
  const name = useId()
  return (
    <fieldset className={styles.field} aria-describedby={error ? `${name}-error` : undefined}>
      <legend className={styles.label}>{label}</legend>
      <div className={styles.stars}>
        {STARS.map((star) => (
          <label key={star} className={join(styles.star, star <= (value ?? 0) && styles.on)}>
            <input
              type="radio"
              className={styles.input}
              name={name}
              checked={star === value}
              aria-label={`${star} 星，${STAR_WORDS[star - 1]}`}
              onChange={() => onChange(star)}
            />
            <span aria-hidden="true">{star <= (value ?? 0) ? '★' : '☆'}</span>
          </label>
        ))}
        <span className={styles.word}>{value === undefined ? '点星星打分' : STAR_WORDS[value - 1]}</span>
      </div>
      <div id={`${name}-error`} aria-live="polite">
        {error && <span className={styles.error}>{error}</span>}
      </div>
    </fieldset>
  )
}

import { useId, type ReactNode } from 'react'

/** One thing to choose. */
export interface Option<T extends string> {
  readonly value: T
  readonly label: string
}

/** A labelled drop-down. */
export function Choice<T extends string>(props: {
  label: string
  value: T | ''
  options: readonly Option<T>[]
  onChoose: (value: T) => void
  /** Shown first while nothing is chosen. */
  placeholder?: string
  hideLabel?: boolean
  disabled?: boolean
}): ReactNode {
  const { label, value, options, onChoose, placeholder, hideLabel, disabled } = props
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id} className={hideLabel ? 'unseen' : 'field-label'}>
        {label}
      </label>
      <select
        id={id}
        className="input"
        value={value}
        disabled={disabled}
        onChange={(event) => choose(event.target.value)}
      >
        {placeholder !== undefined && value === '' && <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )

  function choose(text: string): void {
    const option = options.find((candidate) => candidate.value === text)
    if (option) onChoose(option.value)
  }
}

/** Few things side by side, one of them chosen. */
export function Segments<T extends string>(props: {
  label: string
  value: T
  options: readonly Option<T>[]
  onChoose: (value: T) => void
}): ReactNode {
  const { label, value, options, onChoose } = props
  return (
    <div className="segments" role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          className="segment"
          aria-pressed={option.value === value}
          onClick={() => onChoose(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  )
}

/** A labelled line of text. */
export function TextField(props: {
  label: string
  value: string
  onChange: (value: string) => void
  placeholder?: string
  type?: 'text' | 'number' | 'url'
  hideLabel?: boolean
  onEnter?: () => void
  list?: readonly string[]
}): ReactNode {
  const { label, value, onChange, placeholder, type = 'text', hideLabel, onEnter, list } = props
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id} className={hideLabel ? 'unseen' : 'field-label'}>
        {label}
      </label>
      <input
        id={id}
        className="input"
        type={type}
        value={value}
        placeholder={placeholder}
        list={list ? `${id}-list` : undefined}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && onEnter) onEnter()
        }}
      />
      {list && (
        <datalist id={`${id}-list`}>
          {list.map((item) => (
            <option key={item} value={item} />
          ))}
        </datalist>
      )}
    </div>
  )
}

/** A labelled box to tick; `note` is the smaller second line. */
export function Tick(props: {
  label: string
  note?: string
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean
}): ReactNode {
  const { label, note, checked, onChange, disabled } = props
  return (
    <label className="tick">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span className="tick-text">
        {label}
        {note && <small className="code">{note}</small>}
      </span>
    </label>
  )
}

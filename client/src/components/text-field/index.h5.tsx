import { useId, type KeyboardEvent } from 'react'
import { join } from '../class-names'
import { FieldFrame, labelWords } from './frame'
import type { TextFieldProps } from './props'
import styles from './text-field.module.scss'

/** A labelled text field with counter and error, on the native input. */
export function TextField(props: TextFieldProps) {
  const own = useId()
  const id = props.id ?? own
  const shared = {
    id,
    value: props.value,
    placeholder: props.placeholder,
    disabled: props.disabled,
    required: props.optional ? undefined : props.error !== undefined ? true : undefined,
    'aria-invalid': props.error ? true : undefined,
    'aria-describedby': props.hint || props.error ? `${id}-help` : undefined,
    className: join(styles.input, props.multiline && styles.area, props.error && styles.wrong),
    onChange: (event: { target: { value: string } }) => props.onChange(event.target.value),
  }
  const submit = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !props.onSubmit) return
    event.preventDefault()
    props.onSubmit()
  }
  const label = (
    <label htmlFor={id} className={props.bare ? styles.unseen : styles.label}>
      {labelWords(props)}
    </label>
  )
  return (
    <FieldFrame field={{ ...props, id }} label={label}>
      {props.multiline ? (
        <textarea {...shared} rows={4} />
      ) : (
        <input
          {...shared}
          type={props.kind === 'search' ? 'search' : props.kind === 'url' ? 'url' : 'text'}
          inputMode={props.kind === 'number' ? 'numeric' : undefined}
          autoComplete="off"
          onKeyDown={submit}
        />
      )}
    </FieldFrame>
  )
}

import { Input, Textarea } from '@tarojs/components'
import { Box } from '../box'
import { join } from '../class-names'
import { FieldFrame, labelWords } from './frame'
import type { TextFieldProps } from './props'
import styles from './text-field.module.scss'

/** A labelled text field with counter and error. */
export function TextField(props: TextFieldProps) {
  const shared = {
    id: props.id,
    value: props.value,
    placeholder: props.placeholder ?? (props.bare ? props.label : undefined),
    disabled: props.disabled,
    ariaLabel: props.label,
    maxlength: -1,
    className: join(styles.input, props.multiline && styles.area, props.error && styles.wrong),
    onInput: (event: { detail: { value: string } }) => props.onChange(event.detail.value),
  }
  const label = <Box className={props.bare ? styles.unseen : styles.label}>{labelWords(props)}</Box>
  return (
    <FieldFrame field={props} label={label}>
      {props.multiline ? (
        <Textarea {...shared} autoHeight />
      ) : (
        <Input {...shared} type={props.kind === 'number' ? 'number' : 'text'} onConfirm={props.onSubmit} />
      )}
    </FieldFrame>
  )
}

import type { ReactNode } from 'react'
import { Box, Text } from '../box'
import { join } from '../class-names'
import { Icon } from '../icon'
import { countOf, type TextFieldProps } from './props'
import styles from './text-field.module.scss'

/** Label above, counter and hint or error below; the control itself differs by target. */
export function FieldFrame({
  field,
  label,
  children,
}: {
  field: TextFieldProps
  label: ReactNode
  children: ReactNode
}) {
  const count = field.max === undefined ? undefined : countOf(field.value)
  const isOver = count !== undefined && field.max !== undefined && count > field.max
  return (
    <Box className={join(styles.field, field.className)}>
      {label}
      {children}
      {(field.hint || field.error || count !== undefined) && (
        <Box className={styles.below}>
          <Box live="polite" id={field.id && `${field.id}-help`}>
            {field.error ? (
              <Box className={styles.error}>
                <Icon name="alert" />
                <Text>{field.error}</Text>
              </Box>
            ) : (
              field.hint && <Text className={styles.hint}>{field.hint}</Text>
            )}
          </Box>
          {count !== undefined && (
            <Text className={join(styles.counter, isOver && styles.over)}>{`${count}/${field.max} 字`}</Text>
          )}
        </Box>
      )}
    </Box>
  )
}

/** The words of a label. */
export const labelWords = ({ label, optional }: TextFieldProps): ReactNode => (
  <>
    {label}
    {optional && <Text className={styles.optional}>可不填</Text>}
  </>
)

import type { ReactNode } from 'react'
import { Box, Text } from '../box'
import { Check } from '../check'
import styles from './permission-row.module.scss'

export interface PermissionRowProps {
  name: string
  reason: string
  /** What does not work without it. */
  consequence: string
  mustHave: boolean
  /** Where she may choose: the current choice of an optional one. */
  chosen?: boolean
  onChoose?: (chosen: boolean) => void
  chip?: ReactNode
}

/** One permission: what, why, what breaks without it, must or optional. */
export function PermissionRow(props: PermissionRowProps) {
  const { name, reason, consequence, mustHave, chosen, onChoose, chip } = props
  const title = (
    <Box className={styles.head}>
      <Text className={styles.name}>{name}</Text>
      <Text className={styles.need}>{mustHave ? '必需' : '可选'}</Text>
      {chip}
    </Box>
  )
  const words = (
    <>
      <Box className={styles.reason}>{reason}</Box>
      <Box className={styles.without}>{`没有它：${consequence}`}</Box>
    </>
  )
  return (
    <Box as="li" className={styles.row}>
      {!mustHave && onChoose ? (
        <Check look="switch" checked={chosen ?? false} onChange={onChoose} label={title} hint={words} />
      ) : (
        <>
          {title}
          {words}
        </>
      )}
    </Box>
  )
}

import { Box, Text } from '../box'
import type { DataTableProps } from './props'
import styles from './data-table.module.scss'

/** Rows as cards: a mini-program has no tables. */
export function DataTable<Row>({ label, columns, rows, idOf }: DataTableProps<Row>) {
  const name = columns.find((column) => column.isName) ?? columns[0]
  return (
    <Box as="ul" label={label} className={styles.cards}>
      {rows.map((row) => (
        <Box as="li" key={idOf(row)} className={styles.card}>
          {name && <Box className={styles.name}>{name.cell(row)}</Box>}
          {columns
            .filter((column) => column !== name)
            .map((column) => (
              <Box key={column.id} className={styles.pair}>
                <Text className={styles.term}>{column.title}</Text>
                <Box>{column.cell(row)}</Box>
              </Box>
            ))}
        </Box>
      ))}
    </Box>
  )
}

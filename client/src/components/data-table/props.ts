import type { ReactNode } from 'react'

export interface Column<Row> {
  id: string
  title: string
  cell: (row: Row) => ReactNode
  /** The column that names the row; the first by default. */
  isName?: boolean
  /** Numbers stand right. */
  align?: 'right'
}

export interface DataTableProps<Row> {
  /** Read out before the table. */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  idOf: (row: Row) => string
}

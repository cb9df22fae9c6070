import type { DataTableProps } from './props'
import styles from './data-table.module.scss'

/** A native table that reads as cards under 768 px. */
export function DataTable<Row>({ label, columns, rows, idOf }: DataTableProps<Row>) {
  const name = columns.find((column) => column.isName) ?? columns[0]
  return (
    <div className={styles.frame}>
      <table className={styles.table}>
        <caption className={styles.caption}>{label}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={column.align && styles[column.align]}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={idOf(row)}>
              {columns.map((column) =>
                column === name ? (
                  <th key={column.id} scope="row">
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} data-title={column.title} className={column.align && styles[column.align]}>
                    <div>{column.cell(row)}</div>
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

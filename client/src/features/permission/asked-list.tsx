import type { ReactNode } from 'react'
import type { AskedView } from '@shared/contract/permission'
import { Box } from '../../components/box'
import { PermissionRow } from '../../components/permission-row'
import { permissionName } from './words'
import styles from './permission.module.scss'

export interface AskedListProps {
  items: readonly AskedView[]
  label: string
  /** Where she may choose: what is chosen of the optional ones, and the switch. */
  chosen?: ReadonlySet<string>
  onChoose?: (key: string, isChosen: boolean) => void
  /** What has become of one of them. */
  chipOf?: (item: AskedView) => ReactNode
}

/** Permissions as they are asked for: name, feature and reason, what breaks without it, must-have or optional. */
export function AskedList({ items, label, chosen, onChoose, chipOf }: AskedListProps) {
  return (
    <Box as="ul" label={label} className={styles.list}>
      {items.map((item) => (
        <PermissionRow
          key={item.key}
          name={permissionName(item.key)}
          reason={`用于“${item.feature}”：${item.reason}`}
          consequence={item.withoutIt}
          mustHave={item.isMustHave}
          chosen={chosen?.has(item.key)}
          onChoose={onChoose && ((isChosen) => onChoose(item.key, isChosen))}
          chip={chipOf?.(item)}
        />
      ))}
    </Box>
  )
}

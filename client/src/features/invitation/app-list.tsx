import type { ItemView } from '@shared/contract/invitation'
import { Box, Text } from '../../components/box'
import { StateChip } from '../../components/state-chip'
import { itemState } from './words'
import styles from './invitation.module.scss'

/** The apps asked for: name, why, and how far each is. */
export function AppList({ items, showState }: { items: readonly ItemView[]; showState?: boolean }) {
  return (
    <Box as="ul" className={styles.list}>
      {items.map((item) => (
        <Box as="li" key={item.suiteId} className={styles.app}>
          <Box className={styles['app-head']}>
            <Text className={styles['app-name']}>{item.name}</Text>
            {showState && <StateChip {...itemState(item)} />}
          </Box>
          {item.reason && <Box className={styles.soft}>{item.reason}</Box>}
        </Box>
      ))}
    </Box>
  )
}

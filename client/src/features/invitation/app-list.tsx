import type { ReactNode } from 'react'
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

/** Numbered advice for something that is done outside our page. */
export function Guide({ steps }: { steps: readonly ReactNode[] }) {
  return (
    <Box as="ol" className={styles.guide}>
      {steps.map((step, at) => (
        <Box as="li" key={at} className={styles['guide-step']}>
          <Text hidden className={styles.number}>
            {String(at + 1)}
          </Text>
          <Box>{step}</Box>
        </Box>
      ))}
    </Box>
  )
}

/** A true wait: we look every few seconds. */
export function WaitLine({ children }: { children: ReactNode }) {
  return (
    <Box role="status" live="polite" className={styles.wait}>
      <Box hidden className={styles.pulse} />
      <Text>{children}</Text>
    </Box>
  )
}

/** Term and value pairs. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <Box as="dl" className={styles.facts}>
      {facts.map(([term, value]) => (
        <Box key={term} className={styles.fact}>
          <Box as="dt" className={styles.term}>
            {term}
          </Box>
          <Box as="dd" className={styles.value}>
            {value}
          </Box>
        </Box>
      ))}
    </Box>
  )
}

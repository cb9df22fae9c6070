import { back, useTitle } from '../../platform/navigate'
import { Box, Heading } from '../box'
import { Button } from '../button'
import { ErrorBoundary } from '../error-boundary'
import { ToastDock } from '../toast'
import type { PhonePageProps } from './props'
import styles from './phone.module.scss'

/** A page of the phone: one column, the task as its title, one primary action in reach of the thumb. */
export function PhonePage({ title, lead, eyebrow, action, parent, children }: PhonePageProps) {
  useTitle(title)
  return (
    <Box className={styles.page}>
      {parent && process.env.TARO_ENV === 'h5' && (
        <Box as="nav" label="返回" className={styles.bar}>
          <Button look="quiet" size="dense" icon="left" onPress={() => back(parent)}>
            返回
          </Button>
        </Box>
      )}
      <Box as="header" className={styles.head}>
        {eyebrow && <Box className={styles.eyebrow}>{eyebrow}</Box>}
        <Heading level={1} className={styles.title}>
          {title}
        </Heading>
        {lead && <Box className={styles.lead}>{lead}</Box>}
      </Box>
      <Box as="main" className={styles.main}>
        <ErrorBoundary>{children}</ErrorBoundary>
      </Box>
      {action && (
        <Box as="footer" className={styles.foot}>
          {action}
        </Box>
      )}
      <ToastDock />
    </Box>
  )
}

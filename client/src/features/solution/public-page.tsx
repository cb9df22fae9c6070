import { useEffect, type ReactNode } from 'react'
import { Box } from '../../components/box'
import { ToastDock } from '../../components/toast'
import { setTitle } from '../../platform/navigate'
import styles from './public-page.module.scss'

export interface PublicPageProps {
  /** Names the page in the title bar; the page draws its own heading. */
  title: string
  children: ReactNode
  /** What a visitor may do with it. */
  action?: ReactNode
}

/** The frame of a page made to be shared: its own header, wide enough to read, narrow enough for a phone. */
export function PublicPage({ title, children, action }: PublicPageProps) {
  useEffect(() => setTitle(title), [title])
  return (
    <Box className={styles.page}>
      <Box as="main" className={styles.main}>
        {children}
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

import { Box } from '../box'
import { Button } from '../button'
import styles from './pager.module.scss'

/** Pages by cursor: there is a next page or not, and the way back is where we came from. */
export function Pager({ onFirst, onNext }: { onFirst?: () => void; onNext?: () => void }) {
  if (!onFirst && !onNext) return null
  return (
    <Box as="nav" label="翻页" className={styles.pager}>
      {onFirst && (
        <Button size="dense" icon="left" onPress={onFirst}>
          回到第一页
        </Button>
      )}
      {onNext && (
        <Button size="dense" onPress={onNext}>
          下一页
        </Button>
      )}
    </Box>
  )
}

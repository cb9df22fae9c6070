import { Box, Text } from '../../components/box'
import { Icon } from '../../components/icon'
import styles from './review.module.scss'

/** Thanks, and where to look: the review is public at once (S0-23). */
export function WrittenStrip() {
  return (
    <Box role="status" live="polite" className={styles.written}>
      <Icon name="check-circle" size="small" />
      <Text>谢谢，您的评价已经公开，就在下面。</Text>
    </Box>
  )
}

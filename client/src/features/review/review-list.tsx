import type { ReviewView } from '@shared/contract/solution'
import { Box, Text } from '../../components/box'
import { Icon } from '../../components/icon'
import { TimeText } from '../../components/time-text'
import { Stars } from './stars'
import { proofWords } from './words'
import styles from './review.module.scss'

/** Reviews as everybody sees them, newest first. */
export function ReviewList({ reviews, label }: { reviews: readonly ReviewView[]; label: string }) {
  return (
    <Box as="ul" label={label} className={styles.list}>
      {reviews.map((review) => (
        <Box as="li" key={`${review.corpName}|${review.appName}|${review.writtenAt}`} className={styles.item}>
          <ReviewBody review={review} />
        </Box>
      ))}
    </Box>
  )
}

/** One review: stars, text, who, and on what proof. */
export function ReviewBody({ review }: { review: ReviewView }) {
  return (
    <>
      <Box className={styles.head}>
        <Stars value={review.stars} />
        <TimeText at={review.writtenAt} />
      </Box>
      <Box className={styles.text}>{review.text}</Box>
      <Box className={styles.who}>
        <Text strong>{review.corpName}</Text>
        <Text>{review.byName}</Text>
        <ProofBadge proof={review.proof} />
      </Box>
      <Box className={styles.soft}>
        {`使用的应用：${review.appName}`}
        {review.isAuthCancelled && '（这家企业后来已取消授权）'}
      </Box>
    </>
  )
}

/** Names the proof of role that a review was written with. */
export function ProofBadge({ proof }: { proof: string }) {
  const { badge, meaning } = proofWords(proof)
  return (
    <Box className={styles.badge} label={`身份凭证：${badge}${meaning ? `，${meaning}` : ''}`} role="img">
      <Icon name="shield" size="small" />
      <Text title={meaning}>{badge}</Text>
    </Box>
  )
}

import { useEffect, useState } from 'react'
import type { ReviewView } from '@shared/contract/solution'
import { Box, Text } from '../../components/box'
import { Button } from '../../components/button'
import { Icon } from '../../components/icon'
import { TimeText } from '../../components/time-text'
import { Stars } from './stars'
import { proofWords } from './words'
import styles from './review.module.scss'

/** How many are drawn at a time: what is handed to a phone at once stays small (P10). */
const BATCH = 10

/** Reviews as everybody sees them, newest first. */
export function ReviewList({ reviews, label }: { reviews: readonly ReviewView[]; label: string }) {
  const [count, setCount] = useState(BATCH)
  useEffect(() => {
    if (count >= reviews.length) return
    const timer = setTimeout(() => setCount(count + BATCH), 0)
    return () => clearTimeout(timer)
  }, [count, reviews.length])
  return (
    <Box as="ul" label={label} className={styles.list}>
      {reviews.slice(0, count).map((review) => (
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
      <Words text={review.text} />
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

/** Long reviews are folded: twenty of them stay quick to draw on a phone. */
const FOLD = { above: 140, to: 120 }

function Words({ text }: { text: string }) {
  const [isOpen, setOpen] = useState(false)
  const characters = [...text]
  if (characters.length <= FOLD.above) return <Box className={styles.text}>{text}</Box>
  return (
    <Box>
      <Box className={styles.text}>{isOpen ? text : `${characters.slice(0, FOLD.to).join('')}…`}</Box>
      <Button look="quiet" size="dense" expanded={isOpen} onPress={() => setOpen(!isOpen)}>
        {isOpen ? '收起' : '展开全文'}
      </Button>
    </Box>
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

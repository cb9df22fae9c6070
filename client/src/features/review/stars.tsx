import { Box, Text } from '../../components/box'
import styles from './review.module.scss'

/** Stars given: the drawing for the eye, the number for everybody. */
export function Stars({ value }: { value: number }) {
  const full = Math.min(5, Math.max(0, Math.round(value)))
  return (
    <Box role="img" label={`${value} 星，满分 5 星`} className={styles.stars}>
      {'★'.repeat(full) + '☆'.repeat(5 - full)}
    </Box>
  )
}

/** What all reviews come to: 4.8 分 · 12 条评价. */
export function Rating({ average, count }: { average: number | undefined; count: number }) {
  if (average === undefined || count === 0) return <Text className={styles.soft}>还没有客户评价</Text>
  return (
    <Box className={styles.rating}>
      <Stars value={average} />
      <Text strong className={styles.average}>
        {average.toFixed(1)}
      </Text>
      <Text className={styles.soft}>{`${count} 条客户评价`}</Text>
    </Box>
  )
}

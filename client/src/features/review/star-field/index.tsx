import { View } from '@tarojs/components'
import { Box, Text } from '../../../components/box'
import { join } from '../../../components/class-names'
import { STAR_WORDS, STARS } from '../words'
import type { StarFieldProps } from './props'
import styles from './star-field.module.scss'

/** One to five stars; Taro's templates hand on no roles, the word beside them says what is chosen. */
export function StarField({ label, value, onChange, error }: StarFieldProps) {
  return (
    <Box className={styles.field}>
      <Box className={styles.label}>{label}</Box>
      <Box className={styles.stars}>
        {STARS.map((star) => (
          <View
            key={star}
            id={`star-${star}`}
            className={join(styles.star, star <= (value ?? 0) && styles.on)}
            onClick={() => onChange(star)}
          >
            {star <= (value ?? 0) ? '★' : '☆'}
          </View>
        ))}
        <Text className={styles.word}>{value === undefined ? '点星星打分' : STAR_WORDS[value - 1]}</Text>
      </Box>
      {error && <Text className={styles.error}>{error}</Text>}
    </Box>
  )
}

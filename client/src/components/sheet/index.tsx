import { View } from '@tarojs/components'
import { Box, Heading } from '../box'
import { Button } from '../button'
import type { SheetProps } from './props'
import styles from './sheet.module.scss'

/** A sheet that comes up from below and holds one question or one thing to look at. */
export function Sheet({ open, title, onClose, children, actions }: SheetProps) {
  if (!open) return null
  return (
    <View className={styles.veil} catchMove>
      <Box className={styles.sheet}>
        <Box className={styles.head}>
          <Heading level={2} className={styles.title}>
            {title}
          </Heading>
          <Button look="quiet" icon="close" iconOnly onPress={onClose}>
            关闭
          </Button>
        </Box>
        <Box>{children}</Box>
        {actions && <Box className={styles.actions}>{actions}</Box>}
      </Box>
    </View>
  )
}

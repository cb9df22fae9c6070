import { View } from '@tarojs/components'
import { Box } from '../box'
import { join } from '../class-names'
import { Icon } from '../icon'
import type { CheckProps } from './props'
import styles from './check.module.scss'

/** A box to tick, or a switch. */
export function Check({ checked, onChange, label, hint, disabled, look = 'box', id }: CheckProps) {
  return (
    <View
      id={id}
      ariaRole={look === 'switch' ? 'switch' : 'checkbox'}
      {...{ ariaChecked: checked }}
      className={join(styles.check, disabled && styles.idle)}
      onClick={disabled ? undefined : () => onChange(!checked)}
    >
      {look === 'switch' ? (
        <Box className={join(styles.track, checked && styles['track-on'])} />
      ) : (
        <Box className={join(styles.box, checked && styles.on)}>{checked && <Icon name="check" size="small" />}</Box>
      )}
      <Box className={styles.words}>
        <Box>{label}</Box>
        {hint && <Box className={styles.hint}>{hint}</Box>}
      </Box>
    </View>
  )
}

import { Picker } from '@tarojs/components'
import { Box, Text } from '../box'
import { Icon } from '../icon'
import type { ChoiceProps } from './props'
import styles from './choice.module.scss'

/** One of a few. */
export function Choice({ label, options, value, onChange, bare, id }: ChoiceProps) {
  const at = Math.max(
    0,
    options.findIndex((option) => option.value === value),
  )
  return (
    <Box className={styles.choice} id={id}>
      {!bare && <Text className={styles.label}>{label}</Text>}
      <Picker
        mode="selector"
        {...{ ariaLabel: label }}
        range={options.map((option) => option.words)}
        value={at}
        onChange={(event) => {
          const chosen = options[Number(event.detail.value)]
          if (chosen) onChange(chosen.value)
        }}
      >
        <Box className={`${styles.select} ${styles.face}`}>
          <Text>{options[at]?.words ?? label}</Text>
          <Icon name="down" size="small" />
        </Box>
      </Picker>
    </Box>
  )
}

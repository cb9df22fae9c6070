import { Box, Text } from '../box'
import { join } from '../class-names'
import { Icon } from '../icon'
import type { ButtonProps } from './props'
import styles from './button.module.scss'

/** Class names of a button; links that look like buttons share them. */
export const buttonClass = (props: ButtonProps, idle: boolean): string | undefined =>
  join(
    styles.button,
    styles[props.look ?? 'secondary'],
    props.size === 'dense' && styles.dense,
    props.wide && styles.wide,
    props.iconOnly && styles['icon-only'],
    idle && styles.idle,
    props.className,
  )

/** What is inside a button: drawing or wait, then the words. */
export function ButtonFace({ icon, iconOnly, busy, children }: ButtonProps & { busy?: boolean }) {
  return (
    <>
      {busy ? <Box hidden className={styles.spin} /> : icon && <Icon name={icon} />}
      {iconOnly ? <Text className={styles.unseen}>{children}</Text> : children}
    </>
  )
}

import { Box } from '../box'
import { join } from '../class-names'
import styles from './icon.module.scss'

/** Every drawing there is. */
export const ICONS = [
  'check',
  'check-circle',
  'clock',
  'alert',
  'stop',
  'info',
  'right',
  'left',
  'down',
  'arrow',
  'search',
  'copy',
  'qr',
  'save',
  'print',
  'share',
  'refresh',
  'plus',
  'close',
  'user',
  'building',
  'home',
  'invite',
  'key',
  'file',
  'apps',
  'review',
  'callback',
  'settings',
  'scan',
  'phone',
  'edit',
  'trash',
  'external',
  'eye',
  'link',
  'offline',
  'filter',
  'shield',
  'inbox',
  'image',
] as const

export type IconName = (typeof ICONS)[number]

/** A drawing in the colour of the text around it. Decoration: a word always stands beside it. */
export function Icon({ name, size }: { name: IconName; size?: 'small' | 'large' }) {
  return <Box hidden className={join(styles.icon, styles[name], size && styles[size])} />
}

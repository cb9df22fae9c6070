import { PERMISSION_LABELS } from '../../wecom/platform/permission-labels'

/** A titled list of keys with their Chinese names. */
export interface PermissionGroup {
  readonly title: string
  readonly keys: readonly { readonly key: string; readonly name: string }[]
}

/** Groups of WeCom's console by the first part of the key; what stands in none comes last. */
const GROUPS: readonly { readonly title: string; readonly areas: readonly string[] }[] = [
  { title: '通讯录', areas: ['contact', 'corp_arch'] },
  { title: '客户联系', areas: ['externalcontact'] },
  { title: '微信客服', areas: ['customerservice'] },
  {
    title: '办公',
    areas: ['approval', 'checkin', 'calendar', 'meeting', 'living', 'doc', 'wedrive', 'email', 'externalpay'],
  },
  { title: '智慧硬件', areas: ['hardware'] },
]
const OTHERS = '其他'

/**
 * Groups keys for choosing.
 * @param labels key → Chinese name
 * @param search shows only keys or names that contain it
 */
export function permissionGroups(labels: Readonly<Record<string, string>>, search = ''): readonly PermissionGroup[] {
  const found = Object.entries(labels)
    .map(([key, name]) => ({ key, name }))
    .filter(({ key, name }) => key.includes(search) || name.includes(search))
  return [...GROUPS.map((group) => group.title), OTHERS]
    .map((title) => ({ title, keys: found.filter(({ key }) => groupOf(key) === title) }))
    .filter((group) => group.keys.length > 0)
}

/** Chinese name of a key, or the key itself. */
export function permissionName(key: string): string {
  return PERMISSION_LABELS[key] ?? key
}

function groupOf(key: string): string {
  const area = key.split(':')[0] ?? ''
  return GROUPS.find((group) => group.areas.includes(area))?.title ?? OTHERS
}

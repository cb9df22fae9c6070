import type { DossierView } from '@shared/contract/permission'
import { describePermission } from '@shared/wecom/permissions'
import { Box, Heading } from '../../components/box'
import { Card } from '../../components/card'
import { StateChip } from '../../components/state-chip'
import styles from './permission.module.scss'

/** What is in force, as WeCom was last seen to say it, with the time (S2-49). */
export function EffectiveSet({ dossier, title }: { dossier: DossierView; title: string }) {
  const { effective } = dossier
  if (!effective) {
    return (
      <Card title={title}>
        <Box className={styles.soft}>
          还没有从企业微信读到。应用开始代开发后，这里会显示实际生效的权限和读到的时间。
        </Box>
      </Card>
    )
  }
  const { value, basis, at } = effective
  return (
    <Card title={title} aside={<StateChip mood="done" word={`${value.length} 项生效`} basis={basis} at={at} />}>
      {value.length === 0 ? (
        <Box className={styles.soft}>没有自定义权限生效。扫码授权时给的基础权限不在这里，一直有效。</Box>
      ) : (
        groupsOf(value).map(([group, keys]) => (
          <Box key={group} className={styles.group}>
            <Heading level={3} className={styles['group-name']}>
              {group}
            </Heading>
            <Box as="ul" className={styles.names}>
              {keys.map((key) => (
                <Box as="li" key={key} className={styles.name}>
                  {describePermission(key).name}
                </Box>
              ))}
            </Box>
          </Box>
        ))
      )}
    </Card>
  )
}

function groupsOf(keys: readonly string[]): [string, string[]][] {
  const groups = new Map<string, string[]>()
  for (const key of keys) {
    const { group } = describePermission(key)
    groups.set(group, [...(groups.get(group) ?? []), key])
  }
  return [...groups]
}

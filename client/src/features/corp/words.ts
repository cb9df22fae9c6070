import type { CorpAppView } from '@shared/contract/corp'
import type { StateChipProps } from '../../components/state-chip'

/** How the authorisation itself stands. */
export function corpAppState(row: Pick<CorpAppView, 'status' | 'isSetUp' | 'isClosed'>): StateChipProps {
  if (row.status === 'cancelled') return { mood: 'stopped', word: '已取消授权' }
  if (row.status === 'suspectedGone') return { mood: 'attention', word: '企业可能已解散' }
  if (row.isClosed?.value)
    return { mood: 'attention', word: '客户已停用', basis: row.isClosed.basis, at: row.isClosed.at }
  return row.isSetUp ? { mood: 'done', word: '已连通' } : { mood: 'waiting', word: '正在连接' }
}

const PUBLISH = ['待开始开发', '开发中', '已上线', '已上线，有新版本未上线'] as const

/** Where a customised app stands (WeCom 96448). */
export function publishState({ value, basis, at }: NonNullable<CorpAppView['publishStatus']>): StateChipProps {
  const word = PUBLISH[value] as string | undefined
  return { mood: value >= 2 ? 'done' : 'waiting', word: word ?? `状态 ${value}`, basis, at }
}

/** Counts only: a suite cannot name members. */
export function rangeWords(range: NonNullable<CorpAppView['range']>['value'] | undefined): string {
  if (!range) return '尚未读到'
  const parts = [
    range.departments > 0 && `${range.departments} 个部门`,
    range.users > 0 && `${range.users} 位成员`,
    range.tags > 0 && `${range.tags} 个标签`,
  ].filter(Boolean)
  return parts.length === 0 ? '未设置' : parts.join('、')
}

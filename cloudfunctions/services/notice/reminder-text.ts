import type { OutboxRecord } from '../../store/collections/operation'

export interface ReminderState {
  readonly state: 'waiting' | 'sent' | 'partly' | 'unreachable' | 'failed'
  /** Chinese, for staff. */
  readonly text: string
}

/** What became of a reminder, in words. WeCom says who did not get it (`invaliduser`, `unlicenseduser`), never who read it. */
export function reminderText(unreachable: string | undefined, record: OutboxRecord | undefined): ReminderState {
  if (unreachable !== undefined) return { state: 'unreachable', text: unreachable }
  if (!record || record.status === 'waiting' || record.status === 'sending') {
    return { state: 'waiting', text: '正在通过企业微信发送' }
  }
  if (record.status === 'failed')
    return { state: 'failed', text: String(record.report?.['note'] ?? '没有发出去，可复制文字发到聊天里') }
  const missed = Number(record.report?.['invalid'] ?? 0) + Number(record.report?.['unlicensed'] ?? 0)
  const total = Number(record.report?.['to'] ?? 0)
  if (missed === 0) return { state: 'sent', text: `企业微信已接收，发给 ${total} 位管理员（是否已读无法得知）` }
  return { state: 'partly', text: `发给 ${total} 位管理员，其中 ${missed} 位没有收到（不在可见范围或没有基础帐号）` }
}

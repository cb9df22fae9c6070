import type { InvitationRow } from './invitation-table'

const DAY = 24 * 3_600_000
/** An invitation nobody acted on for this long deserves a look. */
const STALE_MS = 2 * DAY

export interface Attention {
  readonly id: string
  readonly customerName: string
  /** Why it is stuck, with the time. */
  readonly why: string
  /** Epoch ms from which it has been waiting; the oldest comes first. */
  readonly since: number
}

/** Who is stuck, worst first: authorised but not connected, then opened and left, then never opened. */
export function needsAttention(rows: readonly InvitationRow[], now: number): readonly Attention[] {
  return rows
    .flatMap((row): (Attention & { rank: number })[] => {
      const since = row.opens.lastAt ?? row.createdAt
      const days = Math.floor((now - since) / DAY)
      const base = { id: row.id, customerName: row.customerName, since }
      if (row.phase === 'installing' && now - since > 10 * 60_000)
        return [{ ...base, rank: 0, why: '已授权，还没有连通' }]
      if (now - since < STALE_MS) return []
      if (row.phase === 'opened') return [{ ...base, rank: 1, why: `打开过但没有授权 · 已等 ${days} 天` }]
      if (row.phase === 'waiting') return [{ ...base, rank: 2, why: `还没有人打开 · 已等 ${days} 天` }]
      return []
    })
    .sort((a, b) => a.rank - b.rank || a.since - b.since)
}

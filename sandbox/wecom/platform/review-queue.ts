/** The review team's desk: what waits, until when, and what happens when nobody clicks. */
import { findWorkday } from 'chinese-days'
import type { Stand } from '../world/stand'
import type { ReviewItem } from './views'

/** 审核周期为 1-2 个工作日 (S2-40): the later end. */
const WORKING_DAYS = 2
const DAY_MS = 24 * 3600_000
const CHINA_MS = 8 * 3600_000

/** The same time of day, two Chinese working days later. */
export function dueAt(submittedAt: number): number {
  const local = new Date(submittedAt + CHINA_MS)
  const day = local.toISOString().slice(0, 10)
  const due = findWorkday(WORKING_DAYS, day)
  return Date.parse(`${due}T00:00:00Z`) + ((submittedAt + CHINA_MS) % DAY_MS) - CHINA_MS
}

/** Everything that waits for a verdict, longest first. */
export function reviewQueue(stand: Stand): ReviewItem[] {
  const item = (suiteId: string, corpId: string | undefined, name: string, submittedAt: number): ReviewItem => ({
    suiteId,
    corpId,
    name,
    submittedAt,
    dueAt: dueAt(submittedAt),
  })
  const templates = Object.values(stand.state.suites).flatMap((s) =>
    s.review === 'submitted' && s.submittedAt !== undefined ? [item(s.suiteId, undefined, s.name, s.submittedAt)] : [],
  )
  const apps = Object.values(stand.state.installs).flatMap((i) =>
    i.status === 'authorised' && i.app?.review === 'submitted' && i.app.submittedAt !== undefined
      ? [item(i.suiteId, i.corpId, i.name, i.app.submittedAt)]
      : [],
  )
  return [...templates, ...apps].sort((a, b) => a.submittedAt - b.submittedAt)
}

/** Approves what is overdue, when the team works by itself. */
export function approveOverdue(stand: Stand): void {
  if (stand.state.reviewsByItself !== true) return
  for (const { suiteId, corpId, dueAt: due } of reviewQueue(stand)) {
    if (due > stand.clock.now()) continue
    const thing = corpId === undefined ? stand.state.suites[suiteId] : stand.state.installs[`${suiteId}|${corpId}`]?.app
    if (!thing) continue
    thing.review = 'approved'
    delete thing.submittedAt
    stand.changed()
  }
}

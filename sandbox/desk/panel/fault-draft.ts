import type { ControlInput } from '../../wecom/platform/control'
import type { FaultKind, FaultRule } from '../../wecom/platform/views'

/** What each kind of fault does, in Chinese. */
export const FAULT_NAME: Readonly<Record<FaultKind, string>> = {
  delay: '延迟',
  drop: '丢失',
  duplicate: '重复',
  reorder: '乱序',
  error: '报错',
  timeoutAfterEffect: '做了但超时',
  wrongReceiveId: 'receiveId 不对',
  badSignature: '签名不对',
  outage: '一段时间全部不通',
}

/** The form as typed. */
export interface FaultDraft {
  readonly target: string
  readonly kind: FaultKind
  readonly times: string
  readonly delayMs: string
  readonly errcode: string
  readonly minutes: string
}

type Field = 'delayMs' | 'errcode' | 'minutes'

/** Which numbers a kind needs besides how often. */
export function faultFields(kind: FaultKind): readonly Field[] {
  switch (kind) {
    case 'delay':
    case 'reorder':
    case 'timeoutAfterEffect':
      return ['delayMs']
    case 'error':
      return ['errcode']
    case 'outage':
      return ['minutes']
    case 'drop':
    case 'duplicate':
    case 'wrongReceiveId':
    case 'badSignature':
      return []
  }
}

/**
 * Reads the form.
 * @param now epoch ms of the stand-in, from which an outage counts
 * @returns input of `faults.set`, or in Chinese which field is no number
 */
export function faultInput(
  draft: FaultDraft,
  now: number,
): { readonly ok: true; readonly value: ControlInput<'faults.set'> } | { readonly ok: false; readonly reason: string } {
  const fields = faultFields(draft.kind)
  const times = draft.times.trim() === '' ? undefined : Number(draft.times)
  if (times !== undefined && !(Number.isInteger(times) && times > 0))
    return { ok: false, reason: '次数要填正整数，或留空' }
  const wrong = fields.find((field) => !isWhole(draft[field]))
  if (wrong !== undefined) return { ok: false, reason: `${FIELD_NAME[wrong]}要填整数` }
  return {
    ok: true,
    value: {
      target: draft.target.trim(),
      kind: draft.kind,
      ...(times === undefined ? {} : { times }),
      ...(fields.includes('delayMs') ? { delayMs: Number(draft.delayMs) } : {}),
      ...(fields.includes('errcode') ? { errcode: Number(draft.errcode) } : {}),
      ...(fields.includes('minutes') ? { fromMs: now, untilMs: now + Number(draft.minutes) * 60_000 } : {}),
    },
  }
}

/** A rule in words: `延迟 3000 毫秒 · 还有 1 次`. */
export function saysFault(rule: FaultRule): string {
  const fields = faultFields(rule.kind)
  const parts = [
    FAULT_NAME[rule.kind],
    ...(fields.includes('delayMs') ? [`${rule.delayMs} 毫秒`] : []),
    ...(fields.includes('errcode') ? [`errcode ${rule.errcode}`] : []),
  ]
  return `${parts.join(' ')} · ${rule.times === undefined ? '一直' : `还有 ${rule.times} 次`}`
}

const FIELD_NAME: Readonly<Record<Field, string>> = { delayMs: '毫秒', errcode: 'errcode ', minutes: '持续分钟' }

function isWhole(text: string): boolean {
  return /^-?\d+$/.test(text.trim())
}

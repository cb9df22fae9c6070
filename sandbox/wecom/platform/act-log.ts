/** What people did in WeCom's consoles and client, for the log: which act, who, on what, how it ended. */
import type { Stand } from '../world/stand'
import { ActRefusal } from './act'
import type { ControlName } from './control'
import { showSeat } from './show'

/** Looking at something is no act; nor are the controls of the stand-in itself (clock, faults, snapshots, seats). */
const LOOKS: ReadonlySet<ControlName> = new Set<ControlName>([
  'client.sheet',
  'client.messages',
  'client.workbench',
  'client.appSettings',
])
const ACTS = /^(?:client|console|review|whitelist|directory|license|platform)\./

/** Whether an endpoint plays something a person does. */
export const isAct = (name: ControlName): boolean => ACTS.test(name) && !LOOKS.has(name)

type Input = Readonly<Record<string, unknown>>
const textIn = (input: Input, field: string): string | undefined => {
  const value = input[field]
  return typeof value === 'string' && value !== '' ? value : undefined
}

function whoActed(stand: Stand, name: ControlName, seat: string | undefined): string | undefined {
  const view = seat === undefined ? undefined : showSeat(stand, seat)
  if (view) return `${view.name}（${view.corpName}，${view.seat}）`
  if (seat !== undefined) return seat
  if (name.startsWith('review.')) return '审核团队'
  return name.startsWith('console.') || name.startsWith('whitelist.') ? '服务商后台' : undefined
}

/** An endpoint's own word on how it ended: most end by not refusing, a few say so in `ok`, `delivered` and `note`. */
function outcomeOf(output: unknown): { isGood: boolean; words: string } {
  if (typeof output !== 'object' || output === null) return { isGood: true, words: '完成' }
  const isGood = !('ok' in output && output.ok === false) && !('delivered' in output && output.delivered === false)
  const note = 'note' in output && typeof output.note === 'string' ? output.note : ''
  return { isGood, words: note || (isGood ? '完成' : '没有成功') }
}

/**
 * Adds an act to the log. Status 200 = done, 400 = refused or without success.
 * @param result what it gave back, or the ActRefusal
 * @param started `performance.now()` when it began
 */
export function logAct(stand: Stand, name: ControlName, input: Input, result: unknown, started: number): void {
  const { isGood, words } =
    result instanceof ActRefusal ? { isGood: false, words: `${result.message} [${result.code}]` } : outcomeOf(result)
  const seat = textIn(input, 'seat')
  const who = whoActed(stand, name, seat)
  stand.log.add({
    at: stand.clock.now(),
    kind: 'platform',
    name,
    suiteId: textIn(input, 'suiteId') ?? textIn(input, 'providerId'),
    corpId: textIn(input, 'corpId') ?? (seat === undefined ? undefined : stand.state.seats[seat]?.corpId),
    status: isGood ? 200 : 400,
    errcode: undefined,
    ms: Math.round(performance.now() - started),
    attempt: undefined,
    note: who === undefined ? words : `${who}：${words}`,
    sent: JSON.stringify(input),
    got: undefined,
  })
}

/** The stand-in itself: world, seats, clock, faults, log, snapshots. */
import { digits } from '../world/random'
import { personOf, refuseAct } from './act'
import type { Console, Handlers } from './handler'
import { showSeat, showWorld } from './show'
import type { ClockView, SeatView } from './views'

type WorldName =
  | 'world.get'
  | 'seat.set'
  | 'seat.get'
  | 'clock.get'
  | 'clock.advance'
  | 'clock.setSpeed'
  | 'faults.set'
  | 'faults.list'
  | 'faults.clear'
  | 'log.list'
  | 'snapshot'
  | 'restore'
  | 'reset'

const LOG_MOST = 500
const FASTEST = 100_000

const clockView = ({ stand }: Console): ClockView => ({ now: stand.clock.now(), speed: stand.clock.speed })

export const worldHandlers: Handlers<WorldName> = {
  'world.get': ({ stand, snapshots }) => showWorld(stand, [...snapshots.keys()]),
  'seat.set': ({ stand }, { seat, corpId, userId }) => {
    const { corp, member } = personOf(stand, corpId, userId)
    stand.state.seats[seat] = { corpId: corp.corpId, userId: member.userId }
    stand.changed()
    return showSeat(stand, seat) as SeatView
  },
  'seat.get': ({ stand }, { seat }) => ({ seat: showSeat(stand, seat) ?? null }),
  'clock.get': clockView,
  'clock.advance': async (console, { ms }) => {
    if (ms < 0) refuseAct('BACKWARDS', '时间只能向前')
    console.stand.clock.advance(ms)
    await console.beat()
    return clockView(console)
  },
  'clock.setSpeed': (console, { speed }) => {
    if (speed < 0 || speed > FASTEST) refuseAct('BAD_SPEED', `速度须在 0 到 ${FASTEST} 之间`)
    console.stand.clock.setSpeed(speed)
    console.stand.changed()
    return clockView(console)
  },
  'faults.set': ({ stand }, { target, kind, times, delayMs = 0, errcode = -1, fromMs, untilMs }) => {
    if (kind === 'outage' && untilMs === undefined && times === undefined) {
      refuseAct('NO_END', '中断需要结束时间（untilMs）或次数（times）')
    }
    const rule = { id: digits(stand.random, 8), target, kind, times, delayMs, errcode, fromMs, untilMs }
    stand.state.faults.push(rule)
    stand.changed()
    return rule
  },
  'faults.list': ({ stand }) => ({ rules: stand.state.faults }),
  'faults.clear': ({ stand }, { id }) => {
    stand.state.faults = id === undefined ? [] : stand.state.faults.filter((rule) => rule.id !== id)
    stand.changed()
    return { rules: stand.state.faults }
  },
  'log.list': ({ stand }, { after = 0, limit = 200, kind }) => stand.log.list(after, Math.min(limit, LOG_MOST), kind),
  snapshot: ({ stand, snapshots }, { name }) => {
    snapshots.set(name, structuredClone({ ...stand.state, clock: stand.clock.save() }))
    return { snapshots: [...snapshots.keys()] }
  },
  restore: async (console, { name }) => {
    const kept = console.snapshots.get(name) ?? refuseAct('NO_SNAPSHOT', '没有这个快照')
    console.load(structuredClone(kept))
    await console.beat()
    return { snapshots: [...console.snapshots.keys()] }
  },
  reset: async (console) => {
    console.reset()
    await console.beat()
    return {}
  },
}

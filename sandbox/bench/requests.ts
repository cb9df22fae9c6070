/** P6: store calls per request, counted in the port, on the real services against the stand-in. `npm run bench -- requests` */
import * as corp from '@shared/contract/corp'
import * as inbox from '@shared/contract/inbox'
import * as invitation from '@shared/contract/invitation'
import * as permission from '@shared/contract/permission'
import * as session from '@shared/contract/session'
import type { CorpId, ProviderId, SuiteId } from '@shared/wecom/ids'
import type { Write } from '@cloud/store/store'
import { callbackEdge } from '@cloud/callback/edge'
import { runJobs } from '@cloud/jobs/edge'
import { openStage, type Actor, type Stage } from '../stories/stage'
import { signedCallback, suiteEventXml } from '../testing/test-services'
import { SEED, type SeedSuite } from '../wecom/world/seed'
import { benchRow, type BenchRow } from './bench-row'

const YUNQI = 'yunqi' as ProviderId
const HUADONG = SEED.corps[0]?.corpId ?? ''

interface Calls {
  readonly reads: number
  readonly writes: number
  /** Requests the same work sends to CloudBase's database, which bills by request. */
  readonly requests: number
}

/**
 * Requests of one commit on CloudBase (`store/cloudbase/commit-*.ts`): one for a single write; else a transaction that begins, reads and
 * updates each document that must stand, inserts the others by collection, and commits.
 */
function requestsOf(writes: readonly Write[]): number {
  if (writes.length === 1) return 1
  const fresh = new Set(writes.filter((write) => write.op === 'insert').map((write) => write.in.name))
  return 2 + 2 * writes.filter((write) => write.op !== 'insert').length + fresh.size
}

/** Counts what `work` costs the store; a commit of n writes counts n. */
async function counted(stage: Stage, work: () => Promise<unknown>): Promise<Calls> {
  const { store } = stage.laptop.services()
  const { commit, counters } = store
  const before = { ...counters }
  let requests = 0
  Object.assign(store, {
    commit: (writes: readonly Write[]) => {
      requests += requestsOf(writes)
      return commit(writes)
    },
  })
  await work()
  Object.assign(store, { commit })
  const reads = counters.reads - before.reads
  return { reads, writes: counters.writes - before.writes, requests: requests + reads }
}

const total = ({ reads, writes }: Calls): number => reads + writes
const split = ({ reads, writes, requests }: Calls): string =>
  `${reads} reads + ${writes} writes; CloudBase: ${requests} requests`

function seeded(kind: SeedSuite['kind']): SeedSuite {
  const suite = SEED.providers[0]?.suites.find((candidate) => candidate.kind === kind)
  if (!suite) throw new Error(`the seed has no ${kind}`)
  return suite
}

/** Configuration and tokens are kept, as in a process that has served before: every request is made once before it is counted. */
export async function run(): Promise<BenchRow[]> {
  const stage = await openStage()
  try {
    const callback = await countCallback(stage)
    const signIn = await countSignIn(stage)
    const { admin, staff, app } = await authorise(stage)
    await admin.call(inbox.list, {})
    const list = await counted(stage, () => admin.call(inbox.list, {}))
    const { drain, pages } = await countAgreement(stage, admin, staff, app)
    const agree = total(drain) + total(pages)
    return [
      benchRow('P6.a', `callback: reads (${split(callback)})`, callback.reads, 'calls', '≤ 1'),
      benchRow('P6.b', 'callback: writes', callback.writes, 'calls', '≤ 1'),
      benchRow('P6.c', `sign-in (${split(signIn)})`, total(signIn), 'calls', '≤ 4'),
      benchRow('P6.d', `inbox.list (${split(list)})`, total(list), 'calls', '≤ 2'),
      benchRow('P6.e', `agree, both pages after the drain (${split(pages)})`, total(pages), 'calls', '≤ 10'),
      benchRow('P6.f', `agree with its drain (drain: ${split(drain)})`, agree, 'calls', '≤ 10'),
    ]
  } finally {
    await stage.close()
  }
}

async function countCallback(stage: Stage): Promise<Calls> {
  const suite = seeded('template')
  const send = (seconds: number) => {
    const xml = suiteEventXml(suite, 'change_auth', seconds, { AuthCorpId: 'wpNobody' })
    const { query, body } = signedCallback(suite, xml)
    const path = `/callback/yunqi/${suite.suiteId}`
    const request = { method: 'POST', path, query, headers: {}, body, ip: '127.0.0.1', requestId: 'bench' }
    return callbackEdge(request, stage.laptop.services())
  }
  const seconds = Math.floor(stage.clock.now() / 1000) + 3600
  await send(seconds)
  return counted(stage, () => send(seconds + 1))
}

async function countSignIn(stage: Stage): Promise<Calls> {
  const suiteId = seeded('signIn').suiteId
  const signIn = async () => {
    const login = { suiteId, corpId: HUADONG, userId: 'chenchen' }
    const { code } = await stage.laptop.wecom.control('client.miniProgramLogin', login)
    return () => stage.nobody.call(session.signIn, { provider: YUNQI, via: 'miniProgram', code })
  }
  await (
    await signIn()
  )()
  return counted(stage, await signIn())
}

interface App {
  readonly corpId: CorpId
  readonly suiteId: SuiteId
}

/** An admin whose corp has authorised one app that is in development, and a project manager. */
async function authorise(stage: Stage) {
  const { wecom } = stage.laptop
  const suiteId = seeded('template').suiteId as SuiteId
  const staff = await stage.staff('yunqi', 'suqing')
  await wecom.control('seat.set', { seat: 'seat-a', corpId: HUADONG, userId: 'lixiang' })
  const made = await staff.call(invitation.create, { customerName: '华东零售', templates: [{ suiteId }] })
  const link = { provider: YUNQI, token: made.link.slice(-26) }
  const { url } = await stage.nobody.call(invitation.authQr, link)
  const { openUrl = '' } = await wecom.control('client.scan', { seat: 'seat-a', text: url })
  await wecom.control('client.authorize', { seat: 'seat-a', url: openUrl })
  await wecom.settled()
  await stage.nobody.call(invitation.open, link)
  await wecom.control('console.startDevelopment', { suiteId, corpId: HUADONG })
  await stage.advance(30_000)
  const [item] = (await staff.call(corp.list, {})).items
  if (!item) throw new Error('nothing was authorised')
  return { staff, admin: await stage.member('yunqi', HUADONG, 'lixiang'), app: { corpId: item.corpId, suiteId } }
}

/** The admin agrees in WeCom; the event is drained by the timer; then her page and the console's show it. */
async function countAgreement(stage: Stage, admin: Actor, staff: Actor, app: App) {
  const { wecom } = stage.laptop
  const key = 'contact:sensitive:mobile'
  const item = { key, reason: '补全手机号', feature: '客户跟进', isMustHave: true, withoutIt: '要手工录入' }
  await staff.call(permission.ask, { ...app, items: [item] })
  const { requestId } = await wecom.control('console.requestPermissions', {
    suiteId: app.suiteId,
    corpId: HUADONG,
    permissions: [key],
  })
  await staff.call(permission.file, { ...app, no: 1 })
  await admin.call(permission.open, { suiteId: app.suiteId })
  await wecom.control('client.permissionAnswer', { seat: 'seat-a', requestId, answer: 'agree' })
  await wecom.settled()
  const drain = await counted(stage, () => runJobs(stage.laptop.services()))
  const states: (string | undefined)[] = []
  const pages = await counted(stage, async () => {
    states.push((await admin.call(permission.open, { suiteId: app.suiteId })).request?.state)
    states.push((await staff.call(permission.get, app)).request?.state)
  })
  if (states.join() !== 'agreed,agreed') throw new Error(`the pages show ${states.join()}`)
  return { drain, pages }
}

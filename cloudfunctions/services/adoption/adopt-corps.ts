/** Brings existing customers: each row is tried at WeCom first, then stored whole in one commit, or not at all. */
import type { OutputOf } from '@shared/contract/define'
import type { AdoptionRowView, run as contract } from '@shared/contract/adoption'
import { parseAdoptionRows, type AdoptionRow } from '@shared/domain/adoption/parse-rows'
import { decideCorpAuth, type CorpAuthCommand } from '@shared/domain/corp-auth/decide'
import type { CorpAuth } from '@shared/domain/corp-auth/states'
import { describeErrcode } from '@shared/wecom/errcodes'
import type { AgentId, AppRef, CorpId, PersonRef, SuiteId } from '@shared/wecom/ids'
import { change } from '../../store/change'
import { adoptionDocId, adoptions, type AdoptionRecord } from '../../store/collections/adoption'
import { corpAuthDocId, corpAuths } from '../../store/collections/corp'
import { suiteDocId, suites, type SuiteRecord } from '../../store/collections/provider'
import { put } from '../../store/store'
import type { Agent, AuthInfo } from '../../wecom/client'
import { WeComError } from '../../wecom/wecom-error'
import { rereadAdmins } from '../authorisation/observe-app'
import { historyWrites } from '../history/history-writes'
import { permanentCodePlace } from '../registry/credentials'
import { noSuite } from '../registry/change-suite'
import type { Services } from '../services'

type Report = OutputOf<typeof contract>

/** Rows that are tried side by side. */
const SIDE_BY_SIDE = 4

export const RESET_GUIDE =
  '在服务商后台打开「代开发应用 → 该企业 → 重新获取secret」，点下后旧密钥立即失效，正在用旧密钥的系统会停下；新密钥会推送到我们这里并自动完成导入。请在客户不忙的时候逐家操作，并确认推送票据是新鲜的'

/**
 * @param isDry tries only
 * @throws AppError NOT_FOUND for a suite that is not the provider's
 */
export async function adoptCorps(
  deps: Services,
  by: PersonRef,
  input: { readonly suiteId: SuiteId; readonly csv: string },
  isDry: boolean,
): Promise<Report> {
  const suite = (await deps.store.get(suites, suiteDocId({ providerId: by.providerId, suiteId: input.suiteId })))?.body
  if (!suite) throw noSuite()
  const parsed = parseAdoptionRows(input.csv, suite.kind)
  if (!parsed.ok) return reportOf([], parsed.issue)
  const views: AdoptionRowView[] = new Array<AdoptionRowView>(parsed.rows.length)
  let next = 0
  const work = async (): Promise<void> => {
    for (let at = next++; at < parsed.rows.length; at = next++) {
      const row = parsed.rows[at]
      if (row) views[at] = await adoptRow(deps, by, suite, row, isDry)
    }
  }
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work))
  return reportOf(views)
}

function reportOf(rows: readonly AdoptionRowView[], issue?: string): Report {
  const count = (outcome: AdoptionRowView['outcome']) => rows.filter((row) => row.outcome === outcome).length
  return {
    ...(issue === undefined ? {} : { issue }),
    rows: [...rows],
    counts: {
      ready: count('ready'),
      adopted: count('adopted'),
      already: count('already'),
      needsReset: count('needsReset'),
      failed: count('failed'),
    },
  }
}

async function adoptRow(
  deps: Services,
  by: PersonRef,
  suite: SuiteRecord,
  row: AdoptionRow,
  isDry: boolean,
): Promise<AdoptionRowView> {
  const base = { line: row.line, corpId: row.corpId }
  if (row.issue !== undefined) return { ...base, outcome: 'failed', text: row.issue }
  try {
    const authCorpId = await scopedId(deps, by, row.corpId)
    const app: AppRef = { providerId: by.providerId, suiteId: suite.suiteId, authCorpId }
    const { permanentCode } = row
    const held = (await deps.store.get(corpAuths, corpAuthDocId(app)))?.body
    if (permanentCode === undefined) {
      if (held?.status === 'active') return { ...base, outcome: 'already', text: '已经在管理中，不用再导入' }
      if (!isDry) await remember(deps, by, app, 'awaitingReset', row.agentId)
      return { ...base, outcome: 'needsReset', text: RESET_GUIDE }
    }
    if (held?.status === 'active') {
      return deps.sealer.open(held.permanentCode, permanentCodePlace(app)) === permanentCode
        ? { ...base, corpName: held.corpName, outcome: 'already', text: '已经在管理中，不用再导入' }
        : {
            ...base,
            corpName: held.corpName,
            outcome: 'failed',
            text: '已经在管理中，但文件里的密钥不同：以企业微信推送的为准，没有改动',
          }
    }
    return await adoptWithCode(deps, by, { app, suite, row, permanentCode }, isDry)
  } catch (error) {
    if (!(error instanceof WeComError)) throw error
    return {
      ...base,
      outcome: 'failed',
      ...(error.errcode === undefined ? {} : { errcode: error.errcode }),
      text: textOf(error),
    }
  }
}

/** Provider-scoped ids begin with `wp`; a plain one is converted, which only works for corps that authorised this provider (WeCom 97105). */
const scopedId = async (deps: Services, by: PersonRef, corpId: string): Promise<CorpId> =>
  corpId.startsWith('wp') ? (corpId as CorpId) : deps.wecom.convertCorpId(by.providerId, corpId)

interface Tried {
  readonly app: AppRef
  readonly suite: SuiteRecord
  readonly row: AdoptionRow
  readonly permanentCode: string
}

async function adoptWithCode(deps: Services, by: PersonRef, tried: Tried, isDry: boolean): Promise<AdoptionRowView> {
  const { app, suite, row, permanentCode } = tried
  const base = { line: row.line, corpId: row.corpId }
  const info = await deps.wecom.readAuthInfo(app, app.authCorpId, permanentCode)
  const found = info.agent?.agentId
  if (found === undefined || found !== row.agentId) {
    const text = `agentid 不对：企业微信里是 ${found ?? '没有应用'}，文件里是 ${row.agentId ?? '空'}`
    return { ...base, corpName: info.corpName, outcome: 'failed', text }
  }
  const agent = await deps.wecom.probeCode(
    { ...app, kind: suite.kind },
    { authCorpId: app.authCorpId, permanentCode, agentId: found },
  )
  const view = { ...base, corpName: info.corpName, appName: agent.name }
  if (isDry) return { ...view, outcome: 'ready', text: '可以导入' }
  await store(deps, by, tried, info, agent)
  await readAdminsIfPossible(deps, app)
  return { ...view, outcome: 'adopted', text: '已导入' }
}

/** What is known of it goes in together: an install, its information, its probe. */
async function store(deps: Services, by: PersonRef, tried: Tried, info: AuthInfo, agent: Agent): Promise<void> {
  const { app, suite, permanentCode } = tried
  await change(deps, async () => {
    const id = corpAuthDocId(app)
    const stored = await deps.store.get(corpAuths, id)
    const now = deps.clock.now()
    const commands = commandsOf(app, suite, info, agent, now)
    let state: CorpAuth | undefined = stored?.body
    const told: string[] = ['adopted']
    for (const command of commands) {
      const decision = decideCorpAuth(state, command, now)
      // Somebody installed it meanwhile, and later: that one counts.
      if (!decision.ok) return { writes: [], result: undefined }
      state = decision.next
      told.push(...decision.history)
    }
    if (!state) throw new Error('an install without a state')
    const sealed = deps.sealer.seal(permanentCode, permanentCodePlace(app))
    const subject = { providerId: app.providerId, kind: 'corpAuth', id, version: (stored?.version ?? 0) + 1 }
    const mark = adoptionDocId(app)
    return {
      writes: [
        put(corpAuths, id, stored, { ...state, permanentCode: sealed }),
        put(adoptions, mark, await deps.store.get(adoptions, mark), adoptionOf(by, app, 'adopted', now, agent.agentId)),
        ...historyWrites(subject, told, now, by),
      ],
      result: undefined,
    }
  })
}

function commandsOf(app: AppRef, suite: SuiteRecord, info: AuthInfo, agent: Agent, now: number): CorpAuthCommand[] {
  return [
    {
      type: 'install',
      ...app,
      kind: suite.kind,
      corpName: info.corpName,
      // The code works now, so events from before say nothing of it.
      authEventAt: Math.floor(now / 1000) * 1000,
    },
    {
      type: 'infoRead',
      corpName: info.corpName,
      agentId: agent.agentId,
      appName: agent.name,
      ...(info.agent
        ? {
            authMode: info.agent.authMode,
            range: {
              departments: info.agent.privilege.departments,
              users: info.agent.privilege.users,
              tags: info.agent.privilege.tags,
            },
          }
        : {}),
    },
    { type: 'tokenHad' },
    {
      type: 'probed',
      isClosed: agent.isClosed,
      appName: agent.name,
      ...(agent.publishStatus === undefined ? {} : { publishStatus: agent.publishStatus }),
    },
  ]
}

const adoptionOf = (
  by: PersonRef,
  app: AppRef,
  status: AdoptionRecord['status'],
  at: number,
  agentId: AgentId | number | undefined,
): AdoptionRecord => ({
  providerId: app.providerId,
  suiteId: app.suiteId,
  corpId: app.authCorpId,
  ...(agentId === undefined ? {} : { agentId }),
  status,
  at,
  by: by.openUserId,
})

async function remember(
  deps: Services,
  by: PersonRef,
  app: AppRef,
  status: AdoptionRecord['status'],
  agentId: number | undefined,
): Promise<void> {
  const id = adoptionDocId(app)
  await change(deps, async () => {
    const stored = await deps.store.get(adoptions, id)
    if (stored?.body.status === status) return { writes: [], result: undefined }
    return {
      writes: [put(adoptions, id, stored, adoptionOf(by, app, status, deps.clock.now(), agentId))],
      result: undefined,
    }
  })
}

/** Who may act is read at once where WeCom answers; otherwise the next look at the app reads it. */
async function readAdminsIfPossible(deps: Services, app: AppRef): Promise<void> {
  try {
    await rereadAdmins(deps, app)
  } catch (error) {
    if (!(error instanceof WeComError)) throw error
    deps.log.info('adoption.admins.not.read', { error })
  }
}

/** Chinese: why a row failed and what to mend. */
function textOf(error: WeComError): string {
  switch (error.errcode) {
    case 40013:
    case 48001:
      return '这家企业没有授权给你：请核对 corpid，或让客户先授权'
    case 40084:
    case 40001:
    case 40091:
      return 'permanent_code 不对或已失效：代开发应用可以留空这一列，改用「重新获取secret」'
    case 48004:
      return '这家企业已取消授权，请让客户重新授权'
    default:
      return describeErrcode(error.errcode).text
  }
}

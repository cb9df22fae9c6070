import type { ItemView, OpenedInvitation } from '@shared/contract/invitation'
import type { SuiteId } from '@shared/wecom/ids'
import { needsAttention } from './attention'
import { customerStage, customerSteps } from './customer-stage'
import type { InvitationRow } from './invitation-table'
import { appProgress, installSteps, itemState, phaseWords, publishWords, waitingFor } from './words'

const NOW = Date.UTC(2026, 2, 2, 7)
const DAY = 24 * 3_600_000

const anItem = (changed: Partial<ItemView> = {}): ItemView => ({
  suiteId: 'dk71c3e9' as SuiteId,
  kind: 'template',
  name: '客户旅程 CRM',
  reason: '跟进客户',
  ...changed,
})
type Install = NonNullable<ItemView['install']>
const anInstall = (changed: Partial<Install> = {}): Install => ({
  corpName: '华东零售',
  generation: 1,
  status: 'active',
  doneAt: { authorised: NOW },
  ...changed,
})
const ALL = { authorised: 1, exchanged: 2, infoRead: 3, tokenHad: 4, probed: 5 }
const suite = (changed: Partial<ItemView> = {}) =>
  anItem({ suiteId: 'ww01' as SuiteId, kind: 'suite', name: '合契', ...changed })
const opened = (items: ItemView[], phase: OpenedInvitation['phase'] = 'opened'): OpenedInvitation => ({
  provider: { id: 'yunqi' as OpenedInvitation['provider']['id'], name: '云起科技' },
  customerName: '华东零售',
  ownerName: '苏晴',
  createdAt: NOW,
  phase,
  items,
})

describe('the steps of an install', () => {
  it('wait for the person who has to act', () => {
    const steps = installSteps(anItem(), '等待您确认')
    expect(steps.map((step) => step.state)).toEqual(['now', 'ahead', 'ahead', 'ahead', 'ahead'])
    expect(steps[0]?.note).toBe('等待您确认')
  })

  it('are done only with the moment they were seen, as observed', () => {
    const steps = installSteps(anItem({ install: anInstall({ doneAt: { authorised: 7, exchanged: 8 } }) }), '')
    expect(steps.map((step) => step.state)).toEqual(['done', 'done', 'now', 'ahead', 'ahead'])
    expect(steps[1]).toMatchObject({ at: 8, basis: 'observed' })
  })

  it('say what went wrong, WeCom’s code, and whether it mends itself', () => {
    const failure = {
      step: 'exchanged',
      at: NOW,
      errcode: 60020,
      advice: '出口 IP 不在白名单。',
      isRetried: true,
    } as const
    const steps = installSteps(anItem({ install: anInstall({ failure }) }), '')
    expect(steps[1]).toMatchObject({
      state: 'attention',
      note: '出口 IP 不在白名单。（企业微信错误码 60020）系统会自动重试。',
    })
  })

  it('forget a failure that has since been overcome', () => {
    const failure = { step: 'exchanged', at: NOW, advice: 'x', isRetried: true } as const
    const steps = installSteps(anItem({ install: anInstall({ doneAt: { authorised: 1, exchanged: 2 }, failure }) }), '')
    expect(steps[1]?.state).toBe('done')
  })
})

describe('an app in a word', () => {
  it.each<[string, Partial<ItemView>]>([
    ['等待授权', {}],
    ['已跳过', { skippedAt: NOW }],
    ['正在连接', { install: anInstall() }],
    ['已连通', { install: anInstall({ doneAt: ALL }) }],
    ['授权已取消', { install: anInstall({ status: 'cancelled', doneAt: ALL }) }],
    ['企业可能已解散', { install: anInstall({ status: 'suspectedGone' }) }],
    ['需要处理', { install: anInstall({ failure: { step: 'exchanged', at: NOW, advice: 'x', isRetried: false } }) }],
  ])('%s', (word, changed) => {
    expect(itemState(anItem(changed)).word).toBe(word)
  })

  it('keeps states of a newer server as they come', () => {
    expect(phaseWords('somethingNew')).toEqual({ mood: 'waiting', word: 'somethingNew' })
    expect(publishWords(7)).toBe('状态 7')
  })

  it('counts what works', () => {
    const app = (isInstalled: boolean, isDone: boolean) => ({ isInstalled, isDone })
    expect(appProgress([app(true, true), app(true, false)])).toBe('已授权 2/2，已连通 1/2')
    expect(appProgress([app(false, false)])).toBe('未授权')
  })

  it('names whose turn it is, trouble first', () => {
    const base = { customerName: '华东零售', items: [anItem()] }
    expect(waitingFor({ ...base, phase: 'opened' })).toContain('等待管理员在企业微信里确认授权')
    const failure = { step: 'infoRead', at: NOW, advice: 'x', isRetried: false } as const
    const stuck = { ...base, phase: 'installing' as const, items: [anItem({ install: anInstall({ failure }) })] }
    expect(waitingFor(stuck)).toContain('需要处理')
  })
})

describe('what the customer’s page shows', () => {
  it.each<[string, OpenedInvitation, boolean, string]>([
    ['the start', opened([suite(), anItem()]), false, 'read'],
    ['item 0 after she pressed on', opened([suite(), anItem()]), true, 'signIn'],
    ['the QR once item 0 was skipped', opened([suite({ skippedAt: NOW }), anItem()]), false, 'authorise'],
    ['the QR once item 0 is installed', opened([suite({ install: anInstall() }), anItem()]), false, 'authorise'],
    [
      'item 0 again when its install was cancelled',
      opened([suite({ install: anInstall({ status: 'cancelled' }) }), anItem()]),
      true,
      'signIn',
    ],
    ['the progress', opened([suite(), anItem({ install: anInstall() })]), false, 'progress'],
    [
      'the QR again when the only install was cancelled',
      opened([suite({ skippedAt: 1 }), anItem({ install: anInstall({ status: 'cancelled' }) })]),
      true,
      'authorise',
    ],
    ['the end', opened([suite(), anItem({ install: anInstall({ doneAt: ALL }) })], 'done'), false, 'done'],
    ['that it was revoked', opened([suite(), anItem()], 'revoked'), true, 'revoked'],
  ])('%s', (_what, invitation, hasBegun, stage) => {
    expect(customerStage(invitation, hasBegun)).toBe(stage)
  })

  it('tells on top where she is', () => {
    const half = opened([
      suite({ skippedAt: 1 }),
      anItem({ install: anInstall({ doneAt: ALL }) }),
      anItem({ suiteId: 'dk2' as SuiteId }),
    ])
    expect(customerSteps(half).map(({ state, note }) => [state, note])).toEqual([
      ['done', '已跳过，以后可以补上'],
      ['now', '已授权 1/2 个'],
      ['ahead', '已连通 1/2 个'],
    ])
  })
})

describe('what deserves a look', () => {
  const aRow = (phase: InvitationRow['phase'], since: number, id = 'aaaaaaaa'): InvitationRow => ({
    id,
    customerName: '华东零售',
    ownerName: '苏晴',
    createdAt: since,
    phase,
    opens: { count: 0 },
    apps: [],
  })

  it('is what is stuck, worst first', () => {
    const rows = [
      aRow('waiting', NOW - 9 * DAY, 'waiting2'),
      aRow('opened', NOW - 3 * DAY, 'opened22'),
      aRow('installing', NOW - 3_600_000, 'install2'),
      aRow('done', NOW - 90 * DAY, 'done2222'),
      aRow('revoked', NOW - 90 * DAY, 'revoked2'),
    ]
    expect(needsAttention(rows, NOW).map(({ id, why }) => [id, why])).toEqual([
      ['install2', '已授权，还没有连通'],
      ['opened22', '打开过但没有授权 · 已等 3 天'],
      ['waiting2', '还没有人打开 · 已等 9 天'],
    ])
  })

  it('is nothing that is only two days old', () => {
    expect(needsAttention([aRow('opened', NOW - 2 * DAY + 1)], NOW)).toEqual([])
  })
})

import type {
  AppView,
  CorpView,
  MemberView,
  PhoneMessage,
  ProviderView,
  SuiteView,
  WorldView,
} from '../../wecom/platform/views'

/** Monday 2026-01-05 10:00 in China. */
export const MONDAY = Date.UTC(2026, 0, 5, 2, 0, 0)

/** A member of a corp; a plain member unless said otherwise. */
export function aMember(change: Partial<MemberView> = {}): MemberView {
  return { userId: 'wangmin', name: '王敏', title: '信息部经理', role: 'superAdmin', departments: [1], ...change }
}

/** A customised app of 云起科技 in 华东零售, just authorised. */
export function anApp(change: Partial<AppView> = {}): AppView {
  return {
    providerId: 'yunqi',
    suiteId: 'dk71c3e9b54fa20d68',
    kind: 'template',
    corpId: 'ww3e5a9d7c1b2f4860',
    corpName: '华东零售',
    openCorpId: 'wpYunqiHuadong',
    agentId: 1000002,
    name: '客户旅程 CRM',
    status: 'authorised',
    disabled: false,
    authUserId: 'wangmin',
    authAt: MONDAY - 3_600_000,
    range: { users: [], parties: [], tags: [] },
    publish: 0,
    review: undefined,
    reviewReasons: [],
    permissions: [],
    requests: [],
    callbackUrl: '',
    homeUrl: '',
    whitelist: [],
    ...change,
  }
}

/** A launched template of 云起科技. */
export function aSuite(change: Partial<SuiteView> = {}): SuiteView {
  return {
    providerId: 'yunqi',
    suiteId: 'dk71c3e9b54fa20d68',
    kind: 'template',
    name: '客户旅程 CRM',
    intro: '客户跟进、群运营与转化分析',
    review: 'launched',
    reviewReasons: [],
    secret: 'hX3k…9f',
    callbackUrl: 'http://127.0.0.1:4680/callback/yunqi/dk71c3e9b54fa20d68',
    dataUrl: '',
    miniProgramAppid: '',
    ticketAt: MONDAY - 240_000,
    ticketDelivered: true,
    apps: [],
    ...change,
  }
}

/** 云起科技 with its sign-in suite and one template. */
export function aProvider(change: Partial<ProviderView> = {}): ProviderView {
  return {
    providerId: 'yunqi',
    name: '云起科技',
    corpId: 'ww5d1f0b7a93c2e846',
    secret: 'Qm…2c',
    whitelist: [],
    systemUrl: '',
    staff: [aMember({ userId: 'suqing', name: '苏晴', title: '项目经理', role: 'subAdmin' })],
    suites: [
      aSuite({
        suiteId: 'ww8c4e2a61f0d97b35',
        kind: 'signIn',
        name: '合契 · 云起科技',
        miniProgramAppid: 'wx1f6a0c93d57e482b',
      }),
      aSuite(),
    ],
    ...change,
  }
}

/** 华东零售 with an admin and a member. */
export function aCorp(change: Partial<CorpView> = {}): CorpView {
  return {
    corpId: 'ww3e5a9d7c1b2f4860',
    name: '华东零售',
    isTest: false,
    licensed: true,
    openCorpIds: { yunqi: 'wpYunqiHuadong' },
    departments: [
      { id: 1, name: '华东零售', parentId: 0 },
      { id: 2, name: '信息部', parentId: 1 },
    ],
    memberCount: 2,
    members: [aMember(), aMember({ userId: 'zhaolei', name: '赵磊', title: '店长', role: 'member', departments: [2] })],
    apps: [],
    messageCount: 0,
    ...change,
  }
}

/** The first-day world in small. */
export function aWorld(change: Partial<WorldView> = {}): WorldView {
  return {
    clock: { now: MONDAY, speed: 1 },
    callbackBase: 'http://127.0.0.1:4680',
    providers: [aProvider()],
    corps: [aCorp()],
    seats: [],
    snapshots: [],
    reviews: [],
    reviewsByItself: false,
    ...change,
  }
}

/** A text message; `from` is the sender's name. */
export function aMessage(change: Partial<Omit<PhoneMessage, 'from'>> & { from?: string } = {}): PhoneMessage {
  const { from = '合契 · 云起科技', ...rest } = change
  return {
    id: 'm1',
    at: MONDAY,
    from: { name: from, suiteId: 'ww8c4e2a61f0d97b35', agentId: 1000001 },
    kind: 'text',
    title: '',
    text: '你好',
    items: [],
    url: undefined,
    picUrl: undefined,
    button: undefined,
    miniProgram: undefined,
    request: undefined,
    ...rest,
  }
}

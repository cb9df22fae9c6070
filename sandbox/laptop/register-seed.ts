/** Registers the stand-in's seeded providers with Accord, once: the console of the first start is not empty. */
import { registerProvider } from '@cloud/services/registry/register-provider'
import type { Services } from '@cloud/services/services'
import { solutionDocId, solutions } from '@cloud/store/collections/solution'
import { insert } from '@cloud/store/store'
import type { Role } from '@shared/contract/define'
import type { CorpId, OpenUserId, ProviderId, SuiteId } from '@shared/wecom/ids'
import type { SeedProvider, SeedSuite } from '../wecom/world/seed'

/** What each seeded colleague may do, in the order of the seed's staff list (S1-13). */
const ROLES: readonly (readonly Role[])[] = [
  ['owner', 'operator'],
  ['projectManager'],
  ['solutionEditor'],
  ['support'],
  ['viewer'],
]

/** Why a customer is asked for an app, in the provider's words. */
const REASONS: Readonly<Record<string, string>> = {
  '客户旅程 CRM': '让门店导购在企业微信里跟进客户，自动记录每一次沟通',
  门店巡检: '督导在手机上完成巡店打分、拍照和整改跟踪',
  培训学习助手: '员工在企业微信里学课程、做考试，主管看得到进度',
}

const useOf = (suite: SeedSuite) =>
  suite.kind === 'signIn' ? 'signIn' : suite.kind === 'webLogin' ? 'webLogin' : 'customer'

/**
 * Registers one provider with its suites, staff and a first solution. Does nothing when it is registered already.
 * @param openUserIdOf the id the stand-in gives the provider for one of its staff
 */
export async function registerSeed(
  services: Services,
  provider: SeedProvider,
  openUserIdOf: (userId: string) => string,
): Promise<void> {
  const id = provider.providerId as ProviderId
  if (await services.registry.provider(id)) return
  const suiteOf = (kind: SeedSuite['kind']) => provider.suites.find((suite) => suite.kind === kind)
  const signIn = suiteOf('signIn')
  const webLogin = suiteOf('webLogin')
  if (!signIn) throw new Error(`seeded provider ${id} has no sign-in suite`)
  await registerProvider(services, {
    id,
    name: provider.name,
    corpId: provider.corpId as CorpId,
    secret: provider.providerSecret,
    miniProgramAppId: signIn.miniProgramAppid,
    signInSuiteId: signIn.suiteId as SuiteId,
    ...(webLogin ? { webLoginSuiteId: webLogin.suiteId as SuiteId } : {}),
    suites: provider.suites.map((suite) => ({
      suiteId: suite.suiteId as SuiteId,
      kind: suite.kind === 'template' ? 'template' : 'suite',
      use: useOf(suite),
      name: suite.name,
      reason: REASONS[suite.name] ?? suite.intro,
      secret: suite.secret,
      callbackToken: suite.token,
      encodingAesKey: suite.encodingAesKey,
      isLaunched: true,
    })),
    staff: provider.staff.map((person, i) => ({
      openUserId: openUserIdOf(person.userId) as OpenUserId,
      name: person.name,
      roles: ROLES[i] ?? ['viewer'],
    })),
  })
  const owner = provider.staff[0]
  await registerSolution(services, provider, openUserIdOf(owner?.userId ?? '') as OpenUserId)
}

/** One published solution with one linked app and no review yet: step 7 of the first day starts from it. */
async function registerSolution(services: Services, provider: SeedProvider, owner: OpenUserId): Promise<void> {
  const app = provider.suites.find((suite) => suite.kind === 'template')
  if (!app) return
  const providerId = provider.providerId as ProviderId
  const id = provider.providerId === 'yunqi' ? 'retailfirstday' : 'trainingfirstday'
  const now = services.clock.now()
  await services.store.commit([
    insert(solutions, solutionDocId(providerId, id), {
      providerId,
      id,
      name: providerId === 'yunqi' ? '门店客户经营' : '员工成长',
      overview: providerId === 'yunqi' ? '为连锁零售打造的企业微信客户经营方案' : '为成长型企业打造的企业微信培训方案',
      text: '从加上客户、记录沟通到复购提醒，导购在企业微信里一步完成。',
      linkedApps: [{ suiteId: app.suiteId as SuiteId, name: app.name }],
      createdAt: now,
      updatedAt: now,
      published: { at: now, by: owner, isSelfReviewed: true },
      reviewSummary: { count: 0, starSum: 0 },
    }),
  ])
}

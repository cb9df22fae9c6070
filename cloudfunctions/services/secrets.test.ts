/** R6: after a full story no secret stands in the clear in the store's files, a backup, an export, the log or any answer. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as invitation from '@shared/contract/invitation'
import * as permission from '@shared/contract/permission'
import * as registry from '@shared/contract/registry'
import * as review from '@shared/contract/review'
import * as solution from '@shared/contract/solution'
import * as tracker from '@shared/contract/tracker'
import { openStage, type Stage } from '@sandbox/stories/stage'
import { SEED } from '@sandbox/wecom/world/seed'
import * as apiModule from '../api/edge'
import { openEmbeddedStore } from '../store/embedded/embedded-store'
import { authoriseTemplate, corpIdOf, CRM, HUADONG, installSignInSuite, SEAT, YUNQI } from './testing/installed-stage'

let dir: string
let stage: Stage
const log: string[] = []
const answers: string[] = []
/** Links and sessions, which are given out but kept nowhere. */
const given = new Set<string>()

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'accord-secrets-'))
  const { apiEdge } = apiModule
  jest.spyOn(apiModule, 'apiEdge').mockImplementation(async (request, services) => {
    const answer = await apiEdge(request, services)
    answers.push(String(answer.body))
    const bearer = /^Bearer (.+)$/.exec(request.headers['authorization'] ?? '')?.[1]
    if (bearer) given.add(bearer)
    return answer
  })
  stage = await openStage({ dir, log: (line) => log.push(line) })
  await play()
})
afterAll(async () => {
  await stage.close()
  await rm(dir, { recursive: true, force: true })
})

/** Everything that touches a secret: sign-in, install, permission, reminder, review, a new secret. */
async function play(): Promise<void> {
  const { wecom } = stage.laptop
  await installSignInSuite(stage)
  await authoriseTemplate(stage)
  await stage.laptop.tick()
  const app = { corpId: await corpIdOf(stage), suiteId: CRM }
  const owner = await stage.staff('yunqi', 'linyizhou')
  const admin = await stage.member('yunqi', HUADONG, 'lixiang')
  await wecom.control('console.startDevelopment', { suiteId: CRM, corpId: HUADONG })
  await stage.advance(60_000)
  const item = { key: 'contact:sensitive:mobile', reason: '补全手机号', feature: '客户跟进', isMustHave: true }
  await owner.call(permission.ask, { ...app, items: [{ ...item, withoutIt: '要手工录入' }] })
  await owner.call(permission.remind, { ...app, no: 1 })
  await stage.laptop.tick()
  await admin.call(permission.open, { suiteId: CRM })
  await owner.call(tracker.get, app)
  await owner.call(registry.list, {})
  const made = await owner.call(solution.save, {
    name: '门店经营',
    overview: '连锁零售方案',
    text: '',
    linkedApps: [CRM],
  })
  const invited = await owner.call(review.invite, { solutionId: made.id, suiteId: CRM, plainCorpId: HUADONG })
  const link = await owner.call(invitation.create, { customerName: '海川制造', templates: [{ suiteId: CRM }] })
  for (const one of [invited.link, link.link]) given.add(one.slice(-26))
  await stage.nobody.call(invitation.open, { provider: YUNQI, token: link.link.slice(-26) })
  await wecom.control('console.resetSecret', { suiteId: CRM, corpId: HUADONG })
  await wecom.settled()
  await stage.advance(60_000)
  await wecom.control('client.cancelAuth', { seat: SEAT, suiteId: CRM })
  await wecom.settled()
  await stage.advance(60_000)
}

/** Every secret either side holds. */
async function secrets(): Promise<readonly (readonly [what: string, secret: string])[]> {
  const world = stage.laptop.wecom.world()
  const keys = JSON.parse(await readFile(join(dir, 'laptop-keys.json'), 'utf8')) as Record<string, string>
  return [
    ...SEED.providers.flatMap((provider) => [
      ['provider_secret', provider.providerSecret] as const,
      ...provider.suites.flatMap((suite) => [
        ['suite secret', suite.secret] as const,
        ['callback token', suite.token] as const,
        ['EncodingAESKey', suite.encodingAesKey] as const,
      ]),
    ]),
    ...Object.values(world.installs).map((install) => ['permanent code', install.permanentCode] as const),
    ...Object.values(world.suites).flatMap((suite) =>
      suite.tickets.map((ticket) => ['suite_ticket', ticket.value] as const),
    ),
    ...Object.keys(world.tokens).map((token) => ['access token', token] as const),
    ...Object.entries(world.codes).flatMap(([code, { subject }]) =>
      subject.kind === 'auth' ? [['auth code', code] as const] : [],
    ),
    ...Object.values(keys).map((key) => ['key of this deployment', key.split(':').at(-1) ?? ''] as const),
  ]
}

async function filesOf(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return (await Promise.all(files.map((file) => readFile(file, 'latin1')))).join('\n')
}

function expectClean(where: string, text: string, list: readonly (readonly [string, string])[]): void {
  const found = list.filter(([, secret]) => text.includes(secret)).map(([what]) => `${what} in ${where}`)
  expect(found).toEqual([])
}

it('held every kind of secret, so that the scan means something', async () => {
  const kinds = new Set((await secrets()).map(([what]) => what))
  expect([...kinds].sort()).toEqual([
    'EncodingAESKey',
    'access token',
    'auth code',
    'callback token',
    'key of this deployment',
    'permanent code',
    'provider_secret',
    'suite secret',
    'suite_ticket',
  ])
  expect((await secrets()).every(([, secret]) => secret.length >= 16)).toBe(true)
  expect(given.size).toBeGreaterThanOrEqual(4)
  expect(log.length).toBeGreaterThan(20)
  expect(answers.length).toBeGreaterThan(15)
})

it('keeps none of them in the clear: store files, backup, export, log', async () => {
  // As `npm run store -- backup` and `export` do it beside a running service.
  const store = await openEmbeddedStore({ dir: join(dir, 'store'), clock: stage.clock })
  const lines: string[] = []
  try {
    await store.backup(join(dir, 'backup'))
    for await (const line of store.exportLines()) lines.push(line)
  } finally {
    await store.close()
  }
  expect(lines.length).toBeGreaterThan(20)
  const list = [...(await secrets()), ...[...given].map((one) => ['session or link token', one] as const)]
  expectClean('the store', await filesOf(join(dir, 'store')), list)
  expectClean('the backup', await filesOf(join(dir, 'backup')), list)
  expectClean('the export', lines.join('\n'), list)
  expectClean('the log', log.join('\n'), list)
})

it('sends none of them to a client', async () => {
  expectClean('an answer', answers.join('\n'), await secrets())
})

it('would notice one', async () => {
  const list = await secrets()
  const [, secret] = list[0] ?? ['', '']
  expect(() => expectClean('a text', `…${secret}…`, list)).toThrow()
})

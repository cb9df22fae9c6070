/** Services on a store of their own for tests of edges and use cases: real store, real sealing, no WeCom unless one is given. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { manualClock, type ManualClock } from '@cloud/runtime/clock'
import { silentLog } from '@cloud/runtime/log'
import { openServices } from '@cloud/runtime/services'
import { parseConfig } from '@cloud/runtime/config'
import type { Services } from '@cloud/services/services'
import type { SweptStore } from '@cloud/store/maintenance'
import { callbackKeys, encryptMessage, sign } from '@cloud/wecom/callback-crypto'
import { registerSeed } from '../laptop/register-seed'
import { SEED, seededText, type SeedSuite } from '../wecom/world/seed'

/** 32 bytes of base64url, worthless. */
export const TEST_KEY = Buffer.alloc(32, 7).toString('base64url')

/** The environment of a test deployment with its embedded store in `dir`. */
export const testEnv = (dir: string, wecomUrl = 'http://127.0.0.1:9') => ({
  ACCORD_SEAL_KEYS: `test:${TEST_KEY}`,
  ACCORD_SESSION_KEY: TEST_KEY,
  ACCORD_PUBLIC_URL: 'http://127.0.0.1:4680',
  ACCORD_STORE: 'embedded',
  ACCORD_STORE_DIR: join(dir, 'store'),
  ACCORD_FILES_DIR: join(dir, 'files'),
  ACCORD_WECOM_API: wecomUrl,
  ACCORD_WECOM_OPEN: wecomUrl,
  ACCORD_WECOM_LOGIN: wecomUrl,
  ACCORD_WECOM_OAUTH: wecomUrl,
})

export interface TestServices {
  readonly services: Services
  readonly clock: ManualClock
  readonly dir: string
  close(): Promise<void>
}

/** Opens services with the seeded providers registered. */
export async function openTestServices(given: { store?: SweptStore; clock?: ManualClock } = {}): Promise<TestServices> {
  const dir = await mkdtemp(join(tmpdir(), 'accord-test-'))
  const clock = given.clock ?? manualClock()
  const services = await openServices(parseConfig(testEnv(dir)), {
    clock,
    log: silentLog,
    ...(given.store ? { store: given.store } : {}),
  })
  for (const provider of SEED.providers) {
    await registerSeed(services, provider, (userId) => `wo${seededText(`test|${provider.providerId}|${userId}`, 30)}`)
  }
  return {
    services,
    clock,
    dir,
    close: async () => {
      await services.store.close()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

/** A suite of the seed. */
export function seedSuite(providerId: string, kind: SeedSuite['kind']): SeedSuite {
  const suite = SEED.providers.find((p) => p.providerId === providerId)?.suites.find((s) => s.kind === kind)
  if (!suite) throw new Error(`the seed has no ${kind} of ${providerId}`)
  return suite
}

/** Query and body of a callback as WeCom would send it. */
export function signedCallback(
  suite: Pick<SeedSuite, 'suiteId' | 'token' | 'encodingAesKey'>,
  xml: string,
  receiveId: string = suite.suiteId,
): { readonly query: Record<string, string>; readonly body: Uint8Array; readonly encrypt: string } {
  const encrypt = encryptMessage(callbackKeys(suite.token, suite.encodingAesKey), xml, receiveId, Buffer.alloc(16, 3))
  const [timestamp, nonce] = ['1767578400', 'nonce1']
  return {
    query: { timestamp, nonce, msg_signature: sign(suite.token, timestamp, nonce, encrypt) },
    body: Buffer.from(
      `<xml><ToUserName><![CDATA[${receiveId}]]></ToUserName><AgentID><![CDATA[]]></AgentID><Encrypt><![CDATA[${encrypt}]]></Encrypt></xml>`,
    ),
    encrypt,
  }
}

/** A suite event in its InfoType form. `fields` in wire spelling. */
export const suiteEventXml = (
  suite: Pick<SeedSuite, 'suiteId'>,
  infoType: string,
  seconds: number,
  fields: Readonly<Record<string, string>> = {},
): string =>
  `<xml><SuiteId><![CDATA[${suite.suiteId}]]></SuiteId><InfoType><![CDATA[${infoType}]]></InfoType>` +
  `<TimeStamp>${seconds}</TimeStamp>${Object.entries(fields)
    .map(([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`)
    .join('')}</xml>`

/** A CloudBase environment on loopback with one provider in it, and the events that CloudBase would hand to its functions. */
import { randomBytes } from 'node:crypto'
import { systemClock } from '@cloud/runtime/clock'
import type { FunctionName } from '@cloud/runtime/bundle'
import { registerProvider } from '@cloud/services/registry/register-provider'
import { createRegistry } from '@cloud/services/registry/registry'
import { openCloudBaseStore, type CloudBaseStore } from '@cloud/store/cloudbase/open-store'
import { COLLECTIONS } from '@cloud/store/collections'
import { createSealer } from '@cloud/store/seal'
import { callbackKeys, encryptMessage, sign } from '@cloud/wecom/callback-crypto'
import type { CorpId, ProviderId, SuiteId } from '@shared/wecom/ids'
import { startCloudBaseSandbox, type CloudBaseSandbox } from '../cloudbase/server'

export interface DeployedStage {
  readonly sandbox: CloudBaseSandbox
  readonly store: CloudBaseStore
  /** What the platform and `deploy` put into the environment of a function. */
  readonly env: Readonly<Record<string, string>>
  /** An event for a function; every call makes a new one. */
  event(name: FunctionName): StagedEvent
  close(): Promise<void>
}

export interface StagedEvent {
  readonly event: unknown
  /** `TCB_SOURCE` of the call. */
  readonly source: string
  /** What its answer contains when it is right, as a piece of the JSON text of the answer. */
  readonly expected: string
}

const PROVIDER = 'yunqi' as ProviderId
const SUITE = 'ww0123456789abcdef' as SuiteId
const TOKEN = 'callbackToken1234'

/** Starts the stand-in, creates the collections and registers a provider with one suite. */
export async function openDeployedStage(): Promise<DeployedStage> {
  const sandbox = await startCloudBaseSandbox({ port: 0 })
  const credentials = { secretId: 'stage', secretKey: 'stage' }
  const store = openCloudBaseStore({ envId: sandbox.env, serviceUrl: sandbox.url, ...credentials, clock: systemClock })
  await store.provision(COLLECTIONS)
  const sealKey = randomBytes(32)
  const sealer = createSealer([{ id: 'k1', key: sealKey }])
  const encodingAesKey = randomBytes(22).toString('hex').slice(0, 43)
  await registerProvider(
    { store, sealer, clock: systemClock, registry: createRegistry({ store, clock: systemClock }) },
    {
      id: PROVIDER,
      name: '云启',
      corpId: 'wwprovider00000001' as CorpId,
      secret: 'provider-secret',
      miniProgramAppId: 'wx0000000000000001',
      signInSuiteId: SUITE,
      suites: [
        {
          suiteId: SUITE,
          kind: 'suite',
          use: 'signIn',
          name: '登录',
          reason: '登录',
          secret: 'suite-secret',
          callbackToken: TOKEN,
          encodingAesKey,
          isLaunched: true,
        },
      ],
      staff: [],
    },
  )
  let count = 0
  return {
    sandbox,
    store,
    env: {
      TENCENTCLOUD_RUNENV: 'SCF',
      TENCENTCLOUD_REGION: 'ap-shanghai',
      SCF_NAMESPACE: sandbox.env,
      TCB_ENV: sandbox.env,
      TENCENTCLOUD_SECRETID: credentials.secretId,
      TENCENTCLOUD_SECRETKEY: credentials.secretKey,
      ACCORD_CLOUDBASE_URL: sandbox.url,
      ACCORD_SEAL_KEYS: `k1:${sealKey.toString('base64url')}`,
      ACCORD_SESSION_KEY: randomBytes(32).toString('base64url'),
      ACCORD_PUBLIC_URL: 'https://accord.example.com',
      ACCORD_LOG: 'error',
    },
    event: (name) => events(encodingAesKey, count++)[name],
    close: async () => {
      await store.close()
      await sandbox.close()
    },
  }
}

function events(encodingAesKey: string, n: number): Readonly<Record<FunctionName, StagedEvent>> {
  const http = (path: string, more: Record<string, unknown>): StagedEvent['event'] => ({
    path,
    httpMethod: 'GET',
    headers: {},
    queryStringParameters: {},
    requestContext: { requestId: `stage-${n}` },
    body: '',
    isBase64Encoded: false,
    ...more,
  })
  return {
    callback: {
      event: http(`/callback/${PROVIDER}/${SUITE}`, changeAuth(encodingAesKey, n)),
      source: 'wx_http',
      expected: '"body":"success"',
    },
    api: {
      event: http('/api/session.bootstrap', {
        httpMethod: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ input: { provider: PROVIDER }, client: '1.0.0' }),
      }),
      source: 'wx_http',
      expected: '云启',
    },
    web: { event: http('/readyz', {}), source: 'wx_http', expected: '"body":"ready"' },
    jobs: {
      event: { Type: 'Timer', TriggerName: 'tick', Time: '2026-01-05T02:00:00Z', Message: '' },
      source: 'wx_trigger',
      expected: '"callbacks":',
    },
  }
}

/** A verified `change_auth`, as WeCom posts it (wecom-api §1). */
function changeAuth(encodingAesKey: string, n: number): Record<string, unknown> {
  const timestamp = String(1_767_580_000 + n)
  const xml =
    `<xml><SuiteId><![CDATA[${SUITE}]]></SuiteId><InfoType><![CDATA[change_auth]]></InfoType>` +
    `<TimeStamp>${timestamp}</TimeStamp><AuthCorpId><![CDATA[wpcorp000000000001]]></AuthCorpId></xml>`
  const encrypt = encryptMessage(callbackKeys(TOKEN, encodingAesKey), xml, SUITE, randomBytes(16))
  const nonce = `nonce${n}`
  return {
    httpMethod: 'POST',
    headers: { 'content-type': 'text/xml' },
    queryStringParameters: { msg_signature: sign(TOKEN, timestamp, nonce, encrypt), timestamp, nonce },
    body: `<xml><ToUserName><![CDATA[${SUITE}]]></ToUserName><Encrypt><![CDATA[${encrypt}]]></Encrypt></xml>`,
  }
}

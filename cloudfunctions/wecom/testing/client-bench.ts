/** One WeCom of the tests, one store in a folder of its own, and as many clients ("processes") on both as a test wants. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { AgentId, AppRef, CorpId, ProviderId, SuiteId, SuiteRef } from '@shared/wecom/ids'
import { systemClock, type Clock } from '../../runtime/clock'
import { createLog, type Log } from '../../runtime/log'
import { systemRandom } from '../../runtime/random'
import { openEmbeddedStore } from '../../store/embedded/embedded-store'
import { createSealer } from '../../store/seal'
import type { Store } from '../../store/store'
import type { CredentialSource } from '../client'
import { createWeComClient, type RunningWeComClient, type WeComClientOptions } from '../create-client'
import { startScriptedWeCom, type ScriptedWeCom } from './scripted-wecom'

export const PROVIDER = 'yunqi' as ProviderId
export const SUITE: SuiteRef = { providerId: PROVIDER, suiteId: 'ww0000000000000001' as SuiteId }
export const TEMPLATE: SuiteRef = { providerId: PROVIDER, suiteId: 'dk0000000000000001' as SuiteId }
export const SUITE_APP: AppRef = { ...SUITE, authCorpId: 'wpCorpA' as CorpId }
export const TEMPLATE_APP: AppRef = { ...TEMPLATE, authCorpId: 'wpCorpA' as CorpId }

/** Secrets a test may change on the way. */
export interface Secrets {
  providerSecret: string
  suiteSecret: string
  suiteTicket: { value: string; receivedAt: number } | undefined
  permanentCode: string
  secretVersion: number
  agentId: number | undefined
}

export interface ClientBench {
  readonly wecom: ScriptedWeCom
  readonly store: Store
  readonly secrets: Secrets
  /** Log lines of every client. */
  readonly lines: string[]
  /** A client of its own memory on the shared store, as another process would be. */
  client(more?: Partial<WeComClientOptions>): RunningWeComClient
  close(): Promise<void>
}

export const sealerOfTests = createSealer([{ id: 'test', key: Buffer.alloc(32, 7) }])

/** Reads `secrets` anew at every question; the kind follows from the id, as in the registry. */
export const credentialsOf = (secrets: Secrets): CredentialSource => ({
  provider: () => Promise.resolve({ corpId: 'wwProvider' as CorpId, providerSecret: secrets.providerSecret }),
  suite: (ref) =>
    Promise.resolve({
      kind: ref.suiteId.startsWith('dk') ? 'template' : 'suite',
      suiteSecret: secrets.suiteSecret,
      ...(secrets.suiteTicket ? { suiteTicket: secrets.suiteTicket } : {}),
    }),
  app: (app) =>
    Promise.resolve({
      kind: app.suiteId.startsWith('dk') ? 'template' : 'suite',
      permanentCode: secrets.permanentCode,
      secretVersion: secrets.secretVersion,
      ...(secrets.agentId === undefined ? {} : { agentId: secrets.agentId as AgentId }),
    }),
})

/** @param clock the store's and the clients' time */
export async function startClientBench(clock: Clock = systemClock): Promise<ClientBench> {
  const wecom = await startScriptedWeCom()
  const dir = await mkdtemp(path.join(tmpdir(), 'accord-wecom-'))
  const store = await openEmbeddedStore({ dir, clock })
  const secrets: Secrets = {
    providerSecret: 'secret-of-provider',
    suiteSecret: 'secret-of-suite',
    suiteTicket: { value: 'ticket-1', receivedAt: clock.now() },
    permanentCode: 'permanent-1',
    secretVersion: 1,
    agentId: 1000002,
  }
  const lines: string[] = []
  const log: Log = createLog((line) => lines.push(line), clock.now, 'debug')
  const clients: RunningWeComClient[] = []
  return {
    wecom,
    store,
    secrets,
    lines,
    client(more = {}) {
      const client = createWeComClient({
        baseUrl: wecom.url,
        credentials: credentialsOf(secrets),
        store,
        sealer: sealerOfTests,
        clock,
        random: systemRandom,
        log,
        ...more,
      })
      clients.push(client)
      return client
    },
    async close() {
      for (const client of clients) client.close()
      await store.close()
      await rm(dir, { recursive: true })
      await wecom.close()
    },
  }
}

/** What a promise was refused with. */
export async function refusalOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error('expected a refusal')
    },
    (error: unknown) => error,
  )
}

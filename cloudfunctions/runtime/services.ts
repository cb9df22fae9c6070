/** The composition root: the one place outside the sandbox that constructs things. Everything heavy is loaded here, on first use. */
import { AppError } from '@shared/kernel/errors'
import { createRegistry } from '../services/registry/registry'
import type { Services } from '../services/services'
import { canaries, canaryDocId } from '../store/collections/operation'
import { createSealer } from '../store/seal'
import type { SweptStore } from '../store/maintenance'
import { insert } from '../store/store'
import { systemClock, type Clock } from './clock'
import type { Config, StoreConfig } from './config'
import { openFiles } from './files'
import { createLog, type Log } from './log'
import { systemRandom, type Random } from './random'

/** What tests and the laptop replace; production passes nothing. */
export interface Given {
  readonly clock?: Clock
  readonly random?: Random
  readonly log?: Log
  readonly store?: SweptStore
}

/** Everything but the WeCom client: all that `callback` and `web` need, so that their cold start does not pay for it. */
export type BaseServices = Omit<Services, 'wecom'>

/** Opens the store and builds the services that do not talk to WeCom. */
export async function openBaseServices(config: Config, given: Given = {}): Promise<BaseServices> {
  const clock = given.clock ?? systemClock
  const random = given.random ?? systemRandom
  const log = given.log ?? createLog((line) => process.stdout.write(`${line}\n`), clock.now, config.logLevel)
  const store = given.store ?? (await openStore(config.store, clock))
  const sealer = createSealer(config.sealKeys)
  const files = openFiles(config, clock)
  return { store, files, registry: createRegistry({ store, clock }), sealer, clock, random, log, config }
}

/** All services. */
export async function openServices(config: Config, given: Given = {}): Promise<Services> {
  const base = await openBaseServices(config, given)
  const { createWeComClient } = await import('../wecom/create-client')
  const { credentialSource } = await import('../services/registry/credentials')
  const wecom = createWeComClient({
    baseUrl: config.wecom.api,
    credentials: credentialSource(base),
    store: base.store,
    sealer: base.sealer,
    clock: base.clock,
    random: base.random,
    log: base.log,
    ...(config.wecom.proxy === undefined ? {} : { proxy: config.wecom.proxy }),
  })
  return { ...base, wecom }
}

async function openStore(config: StoreConfig, clock: Clock): Promise<SweptStore> {
  if (config.kind === 'embedded') {
    const { openEmbeddedStore } = await import('../store/embedded/embedded-store')
    return openEmbeddedStore({ dir: config.dir, clock })
  }
  const { openCloudBaseStore } = await import('../store/cloudbase/open-store')
  return openCloudBaseStore({
    envId: config.envId,
    clock,
    ...(config.serviceUrl === undefined ? {} : { serviceUrl: config.serviceUrl }),
    ...(config.credentials ?? {}),
  })
}

const CANARY = 'accord'

/**
 * Seals a known text at the very first start; every later start must be able to open it. Called by whoever starts a deployment
 * (`serve`, `deploy`, the laptop): no start with a wrong key.
 * @throws AppError INTERNAL when the key does not fit
 */
export async function requireCanary({ store, sealer }: Pick<Services, 'store' | 'sealer'>): Promise<void> {
  const place = { collection: 'canary', id: canaryDocId, field: 'sealed' }
  const found = await store.get(canaries, canaryDocId)
  if (!found) {
    const answer = await store.commit([insert(canaries, canaryDocId, { sealed: sealer.seal(CANARY, place) })])
    if (!answer.ok) await requireCanary({ store, sealer })
    return
  }
  try {
    sealer.open(found.body.sealed, place)
  } catch (cause) {
    throw new AppError('INTERNAL', 'the seal key does not fit this store', {
      userMessage: '密钥与数据不匹配：ACCORD_SEAL_KEYS 不是这份数据加密时用的那一把，请换回原来的密钥',
      cause,
    })
  }
}

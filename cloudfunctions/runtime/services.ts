/** The composition root: the one place outside the sandbox that constructs things. Everything heavy is loaded here, on first use. */
import { AppError } from '@shared/kernel/errors'
import { credentialSource } from '../services/registry/credentials'
import { createRegistry } from '../services/registry/registry'
import type { Services } from '../services/services'
import { canaries, canaryDocId } from '../store/collections/operation'
import { createSealer, type Sealer } from '../store/seal'
import { insert, type Store } from '../store/store'
import { createWeComClient } from '../wecom/create-client'
import { systemClock, type Clock } from './clock'
import type { Config, StoreConfig } from './config'
import { createLog, type Log } from './log'
import { systemRandom, type Random } from './random'

/** What tests and the laptop replace; production passes nothing. */
export interface Given {
  readonly clock?: Clock
  readonly random?: Random
  readonly log?: Log
  readonly store?: Store
}

/**
 * Opens the store, proves that the seal key fits it, and builds the services.
 * @throws AppError INTERNAL when the key does not open the canary: no start with a wrong key
 */
export async function openServices(config: Config, given: Given = {}): Promise<Services> {
  const clock = given.clock ?? systemClock
  const random = given.random ?? systemRandom
  const log = given.log ?? createLog((line) => process.stdout.write(`${line}\n`), clock.now, config.logLevel)
  const store = given.store ?? (await openStore(config.store, clock))
  const sealer = createSealer(config.sealKeys)
  await requireCanary(store, sealer)
  const registry = createRegistry({ store, clock })
  const wecom = createWeComClient({
    baseUrl: config.wecom.api,
    credentials: credentialSource({ store, sealer, registry }),
    store,
    sealer,
    clock,
    random,
    log,
    ...(config.wecom.proxy === undefined ? {} : { proxy: config.wecom.proxy }),
  })
  return { store, wecom, registry, sealer, clock, random, log, config }
}

async function openStore(config: StoreConfig, clock: Clock): Promise<Store> {
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

/** Seals a known text at the very first start; every later start must be able to open it. */
async function requireCanary(store: Store, sealer: Sealer): Promise<void> {
  const place = { collection: 'canary', id: canaryDocId, field: 'sealed' }
  const found = await store.get(canaries, canaryDocId)
  if (!found) {
    const answer = await store.commit([insert(canaries, canaryDocId, { sealed: sealer.seal(CANARY, place) })])
    if (!answer.ok) await requireCanary(store, sealer)
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

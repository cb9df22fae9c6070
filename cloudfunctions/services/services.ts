/** What every use case may reach. The composition root (`runtime/services.ts`, the sandbox) builds it; services narrow it with Pick. */
import type { Config } from '../runtime/config'
import type { Clock } from '../runtime/clock'
import type { Log } from '../runtime/log'
import type { Random } from '../runtime/random'
import type { Files } from '../store/files'
import type { SweptStore } from '../store/maintenance'
import type { Sealer } from '../store/seal'
import type { WeComClient } from '../wecom/client'
import type { Registry } from './registry/registry'

export interface Services {
  readonly store: SweptStore
  /** Pictures and documents; loaded by the first call. */
  readonly files: Files
  readonly wecom: WeComClient
  readonly registry: Registry
  readonly sealer: Sealer
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly config: Pick<Config, 'publicUrl' | 'wecom' | 'sessionKey' | 'devSignIn' | 'verifyFiles'>
}

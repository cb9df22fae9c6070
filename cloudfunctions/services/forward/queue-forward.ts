import { createHash } from 'node:crypto'
import type { SuiteRef } from '@shared/wecom/ids'
import { forwardDocId, forwards } from '../../store/collections/forward'
import { insert, type Write } from '../../store/store'
import type { Services } from '../services'

/** A callback exactly as it came. */
export interface RawCallback {
  /** The signed query, decoded. */
  readonly query: Readonly<Record<string, string>>
  /** Base64 of the body. */
  readonly body: string
  /** From the path, for addresses with `$CORPID$`. */
  readonly corpId?: string
}

/** Where a raw callback is sealed. */
export const rawPlace = (id: string) => ({ collection: 'forward', id, field: 'raw' })

/**
 * The write that queues a verified callback for the provider's own backend. It belongs into the commit that keeps the callback, so that neither is
 * there without the other and `success` waits for no backend.
 */
export function forwardWrite(
  deps: Pick<Services, 'sealer' | 'clock'>,
  ref: SuiteRef,
  about: { readonly kind: string; readonly corpId?: string | undefined },
  raw: RawCallback,
): Write {
  const now = deps.clock.now()
  const hash = createHash('sha256')
    .update(JSON.stringify([raw.query, raw.body]))
    .digest('hex')
    .slice(0, 32)
  const id = forwardDocId(ref, now, hash)
  return insert(forwards, id, {
    providerId: ref.providerId,
    suiteId: ref.suiteId,
    ...(about.corpId ? { corpId: about.corpId } : {}),
    kind: about.kind,
    receivedAt: now,
    raw: deps.sealer.seal(JSON.stringify(raw), rawPlace(id)),
    status: 'waiting',
    dueAt: now,
    tries: 0,
  })
}

import type { PersonRef, ProviderId } from '@shared/wecom/ids'
import { history, historyDocId } from '../../store/collections/operation'
import { insert, type Write } from '../../store/store'

/**
 * The history entries a change earns, to be committed with it. Their ids follow from the subject's new version, so the same
 * change cannot be told twice.
 * @param version of the subject after the change
 */
export function historyWrites(
  subject: { readonly providerId: ProviderId; readonly kind: string; readonly id: string; readonly version: number },
  entries: readonly string[],
  at: number,
  by?: PersonRef,
): Write[] {
  return entries.map((what, n) =>
    insert(history, historyDocId(subject.providerId, subject.kind, subject.id, subject.version, n), {
      subject: { kind: subject.kind, id: subject.id },
      what,
      at,
      ...(by ? { by } : {}),
    }),
  )
}

/**
 * Takes a callback in: verify, decrypt, check who it is made out to, parse, store, and only then say `success`.
 * One read (configuration is kept) and one write on the usual path. Nothing is worked on here: WeCom waits one second.
 * @see WeCom 91116, 90968, 97172; architecture "Callbacks"
 */
import { createHash } from 'node:crypto'
import type { CallbackMessage } from '@shared/wecom/callback'
import type { CorpId, SuiteRef } from '@shared/wecom/ids'
import { callbackDocId, callbacks, type CallbackRecord } from '../../store/collections/callback'
import { corpAuthDocId, corpAuths } from '../../store/collections/corp'
import { suiteTicketDocId, suiteTickets, type CallbackKeys as StoredKeys } from '../../store/collections/provider'
import type { Sealed } from '../../store/seal'
import type { DocId } from '../../store/keys'
import { insert, put, replace, type Write } from '../../store/store'
import { answerEcho, callbackKeys, openEnvelope, type CallbackKeys } from '../../wecom/callback-crypto'
import { parseCallback } from '../../wecom/callback-message'
import { parseEnvelope, parseMessageXml } from '../../wecom/callback-xml'
import { forwardWrite } from '../forward/queue-forward'
import { isHandledKind } from './handled-kinds'
import { suitePlace, type CallbackUrl } from '../registry/registry'
import type { Services } from '../services'

type Deps = Pick<Services, 'store' | 'sealer' | 'registry' | 'clock' | 'log'>

/** Where a callback came in: the path names the suite, and sometimes the corp (`$CORPID$`). */
export interface CallbackTarget extends SuiteRef {
  readonly corpId?: CorpId
}

export interface SignedQuery {
  readonly msgSignature: string
  readonly timestamp: string
  readonly nonce: string
}

/** `refused` says nothing to the caller about why; the reason is for our log. */
export type Received<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string }

const refused = (reason: string) => ({ ok: false, reason }) as const

/** Keys that count for a URL right now, newest first: after a rotation the old ones count for an hour. */
function keysOf(deps: Deps, ref: SuiteRef, stored: StoredKeys): CallbackKeys[] {
  const open = (field: 'token' | 'encodingAesKey', sealed: Sealed) => deps.sealer.open(sealed, suitePlace(ref, field))
  const keys = [callbackKeys(open('token', stored.token), open('encodingAesKey', stored.encodingAesKey))]
  if (stored.previous && stored.previous.until > deps.clock.now()) {
    keys.push(
      callbackKeys(open('token', stored.previous.token), open('encodingAesKey', stored.previous.encodingAesKey)),
    )
  }
  return keys
}

/** Tries the kept keys, then once the keys as stored now (at most every 10 s). */
async function withKeys<R extends { ok: boolean }>(
  deps: Deps,
  ref: SuiteRef,
  attempt: (keys: CallbackKeys) => R,
): Promise<{ url: CallbackUrl; result: R } | undefined> {
  const kept = await deps.registry.callbackUrl(ref)
  for (const keys of kept ? keysOf(deps, ref, kept.keys) : []) {
    const result = attempt(keys)
    if (result.ok && kept) return { url: kept, result }
  }
  const fresh = await deps.registry.rereadCallbackUrl(ref)
  if (!fresh || fresh.keys === kept?.keys) return undefined
  for (const keys of keysOf(deps, ref, fresh.keys)) {
    const result = attempt(keys)
    if (result.ok) return { url: fresh, result }
  }
  return undefined
}

/** Is the envelope made out to somebody this URL serves? (wecom-api §1.4) The corp's own authorisation is looked up last. */
async function isAddressee(deps: Deps, target: CallbackTarget, receiveId: string): Promise<boolean> {
  if (receiveId === target.suiteId || receiveId === target.corpId) return true
  if ((await deps.registry.provider(target.providerId))?.corpId === receiveId) return true
  if (!/^[A-Za-z0-9_-]{4,64}$/.test(receiveId)) return false
  const app = { providerId: target.providerId, suiteId: target.suiteId, authCorpId: receiveId as CorpId }
  return (await deps.store.get(corpAuths, corpAuthDocId(app))) !== undefined
}

/**
 * An app's URL tells of a corp (`subscribe` of its first members) before its `create_auth` was worked on. What is signed with this URL's key,
 * and made out to the very corp it speaks of, is kept and waits for that corp; it changes nothing until then.
 */
function namesItsCorp(message: CallbackMessage, receiveId: string): boolean {
  if (!/^[A-Za-z0-9_-]{4,64}$/.test(receiveId)) return false
  if (message.kind === 'unknown') return message.fields['ToUserName'] === receiveId
  return 'fromUserId' in message && message.authCorpId === receiveId
}

/** GET verification of a URL: the bare text to answer. */
export async function receiveEcho(
  deps: Deps,
  target: CallbackTarget,
  query: SignedQuery & { readonly echostr: string },
): Promise<Received<string>> {
  const opened = await withKeys(deps, target, (keys) => answerEcho(keys, query))
  if (!opened?.result.ok) return refused('signature')
  if (!(await isAddressee(deps, target, opened.result.receiveId))) return refused('receiveId')
  return { ok: true, value: opened.result.message }
}

/**
 * An event. When this resolves with ok, it is stored durably (or was before): answer `success`.
 * @throws whatever the store throws: answer 503, so that WeCom sends it again
 */
export async function receiveEvent(
  deps: Deps,
  target: CallbackTarget,
  query: SignedQuery,
  body: Uint8Array,
  via: 'wecom' | 'relay' = 'wecom',
): Promise<Received<'success'>> {
  const envelope = parseEnvelope(body)
  if (!envelope.ok) return refused(envelope.reason)
  const opened = await withKeys(deps, target, (keys) => openEnvelope(keys, { ...query, encrypt: envelope.encrypt }))
  if (!opened?.result.ok) return refused('signature')
  const { message: xml, receiveId } = opened.result
  const parsed = await parseMessageXml(xml)
  if (!parsed.ok) return refused(parsed.reason)
  const message = parseCallback(parsed.fields)
  if (!namesItsCorp(message, receiveId) && !(await isAddressee(deps, target, receiveId))) return refused('receiveId')
  // What the provider's own backend relayed to us does not go back to it.
  const forward = opened.url.isForwarded && via === 'wecom' ? [forwardOf(deps, target, message, query, body)] : []
  if (message.kind === 'suiteTicket') await keepTicket(deps, target, message.suiteTicket, message.at, forward)
  else await keepEvent(deps, target, message, { xml, receiveId }, forward)
  return { ok: true, value: 'success' }
}

/** The write that queues it, unchanged, for the provider's own backend. */
function forwardOf(
  deps: Deps,
  target: CallbackTarget,
  message: CallbackMessage,
  { msgSignature, timestamp, nonce }: SignedQuery,
  body: Uint8Array,
): Write {
  const corpId = target.corpId ?? corpOf(message)
  return forwardWrite(
    deps,
    target,
    { kind: kindOf(message), corpId },
    {
      query: { msg_signature: msgSignature, timestamp, nonce },
      body: Buffer.from(body).toString('base64'),
      ...(corpId === undefined ? {} : { corpId }),
    },
  )
}

/** Written in place: the newest TimeStamp wins, whatever order they come in. */
async function keepTicket(
  deps: Deps,
  ref: SuiteRef,
  ticket: string,
  sentAt: number,
  forward: readonly Write[],
): Promise<void> {
  const id = suiteTicketDocId(ref)
  for (let run = 0; run < 5; run++) {
    const stored = await deps.store.get(suiteTickets, id)
    const sealed = deps.sealer.seal(ticket, suitePlace(ref, 'ticket'))
    const isOlder = stored !== undefined && stored.body.sentAt > sentAt
    const record = { ticket: sealed, sentAt, receivedAt: deps.clock.now() }
    const writes = [...(isOlder ? [] : [put(suiteTickets, id, stored, record)]), ...forward]
    if (writes.length === 0) return
    const answer = await deps.store.commit(writes)
    // The same bytes within one millisecond are in the queue already.
    if (answer.ok || (isOlder && answer.reason === 'exists')) return
    if (answer.reason === 'exists' && answer.failed > 0) forward = []
  }
  throw new Error('a suite ticket lost its race five times')
}

/** What a callback is called in lists: our kind, with the kind of directory change where there is one. */
const kindOf = (message: CallbackMessage) =>
  message.kind === 'changeContact' ? `changeContact.${message.change.changeType}` : message.kind

/** The corp a callback speaks of, where it says so; what we do not know may still name one. */
function corpOf(message: CallbackMessage): string | undefined {
  if (message.kind !== 'unknown') return 'authCorpId' in message ? message.authCorpId : undefined
  const named = message.fields['AuthCorpId'] ?? (message.event === undefined ? undefined : message.fields['ToUserName'])
  return typeof named === 'string' && /^[A-Za-z0-9_-]{4,64}$/.test(named) ? named : undefined
}

async function keepEvent(
  deps: Deps,
  target: CallbackTarget,
  message: CallbackMessage,
  from: { readonly xml: string; readonly receiveId: string },
  forward: readonly Write[],
): Promise<void> {
  const now = deps.clock.now()
  const eventAt = 'at' in message ? message.at : now
  const hash = createHash('sha256').update(from.xml).digest('hex').slice(0, 32)
  const id = callbackDocId(target, String(Math.floor(eventAt / 1000)).padStart(10, '0'), hash)
  const corpId = corpOf(message) ?? target.corpId
  const record: CallbackRecord = {
    providerId: target.providerId,
    suiteId: target.suiteId,
    kind: kindOf(message),
    ...(corpId ? { corpId } : {}),
    receiveId: from.receiveId,
    eventAt,
    receivedAt: now,
    body: deps.sealer.seal(from.xml, { collection: 'callback', id, field: 'body' }),
    // What nothing works on is done with its keeping.
    ...(isHandledKind(message.kind) ? { status: 'new' } : { status: 'done', note: 'recorded' }),
    dueAt: now,
    tries: 0,
  }
  const answer = await deps.store.commit([insert(callbacks, id, record), ...forward])
  if (!answer.ok && message.kind === 'changeAuth') await lookAgain(deps, id, forward)
}

/**
 * The same bytes again. Two edits in one second have identical bodies (`change_auth` says nothing), so a repeat of one that is
 * being worked on or done queues one more look; of one that still waits it adds nothing.
 */
async function lookAgain(deps: Deps, id: DocId, forward: readonly Write[]): Promise<void> {
  for (let run = 0; run < 5; run++) {
    const stored = await deps.store.get(callbacks, id)
    if (!stored) return
    const next = lookedAgain(stored.body, deps.clock.now())
    const writes = [...(next ? [replace(callbacks, stored, next)] : []), ...forward]
    if (writes.length === 0) return
    const answer = await deps.store.commit(writes)
    if (answer.ok) return
    // The same bytes within one millisecond are in the queue already.
    if (answer.reason === 'exists') forward = []
  }
  throw new Error('a repeated change_auth lost its race five times')
}

/** Undefined when the one look that waits is enough. */
function lookedAgain(record: CallbackRecord, now: number): CallbackRecord | undefined {
  if (record.again || record.status === 'new' || record.status === 'parked') return undefined
  if (record.status === 'claimed') return { ...record, again: true }
  return { ...record, status: 'new', dueAt: now, tries: 0 }
}

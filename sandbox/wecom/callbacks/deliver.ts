/**
 * Pushes events as WeCom does (WeCom 90968, 91116, 90238): encrypted, signed, cut after 5 s, three retries on anything but 200, a note
 * when an authorisation event took more than 1 s or was not answered with `success`.
 */
import type { FaultBook } from '../platform/faults'
import { faultOf } from '../platform/faults'
import type { LogBook } from '../platform/log-book'
import type { FaultRule } from '../platform/views'
import type { StandClock } from '../world/clock'
import { digits, type RandomBytes } from '../world/random'
import { encrypt, sign } from './crypto'
import { toXml } from './xml'

export interface OutgoingEvent {
  /** InfoType, or `event:<Event>`. */
  readonly name: string
  /** Complete URL: placeholders are already replaced. */
  readonly url: string
  readonly token: string
  readonly encodingAesKey: string
  readonly receiveId: string
  /** `ToUserName` of the envelope. */
  readonly toUserName: string
  readonly agentId: string
  readonly xml: string
  /** true: only the body `success` is right (command, template and system-event URLs). */
  readonly wantsSuccess: boolean
  readonly suiteId: string
  readonly corpId: string | undefined
  /** false: no retries (suite_ticket, which comes again by itself). */
  readonly retried: boolean
}

export interface Delivery {
  readonly delivered: boolean
  readonly attempts: number
  readonly note: string
}

export interface Deliverer {
  /** Sends with retries; resolves when it was accepted or given up. Never rejects. */
  push(event: OutgoingEvent): Promise<Delivery>
  /** GET verification of a URL (WeCom 91116): within 1 s the bare text must come back. */
  verify(
    target: Omit<OutgoingEvent, 'xml' | 'name' | 'wantsSuccess' | 'retried' | 'toUserName' | 'agentId'>,
  ): Promise<Delivery>
  /** Resolves when nothing is under way. */
  settled(): Promise<void>
  close(): Promise<void>
}

interface Parts {
  readonly clock: Pick<StandClock, 'now'>
  readonly random: RandomBytes
  readonly faults: FaultBook
  readonly log: LogBook
  readonly retryDelaysMs: () => readonly number[]
  /** When the connection is cut, ms of real time; WeCom's 5 s unless a test is in a hurry. */
  readonly cutMs?: number
  /** Sees every callback as it goes out: whole URL, and the body (empty for a verification). */
  readonly tap?: (url: string, body: string) => void
}

const CUT_MS = 5000
const AUTH_LIMIT_MS = 1000
/** Only these must be answered within 1 s (WeCom 90642, 97175). */
const HURRIED = new Set(['create_auth', 'change_auth', 'cancel_auth', 'reset_permanent_code'])
const VERIFY_MS = 1000

interface Outcome {
  readonly ok: boolean
  readonly status: number
  readonly body: string
  readonly note: string
}

export function createDeliverer(parts: Parts): Deliverer {
  const { clock, random, faults, log, cutMs = CUT_MS } = parts
  const closing = new AbortController()
  const underWay = new Set<Promise<unknown>>()
  /** Events a reorder fault holds back until the next one for the same URL has gone out. */
  const held = new Map<string, (() => void)[]>()

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      if (closing.signal.aborted) return resolve()
      const timer = setTimeout(done, ms)
      function done() {
        clearTimeout(timer)
        closing.signal.removeEventListener('abort', done)
        resolve()
      }
      closing.signal.addEventListener('abort', done)
    })

  const signedQuery = (token: string, encrypted: string): URLSearchParams => {
    const timestamp = String(Math.floor(clock.now() / 1000))
    const nonce = digits(random, 10)
    return new URLSearchParams({ msg_signature: sign(token, timestamp, nonce, encrypted), timestamp, nonce })
  }

  async function attempt(event: OutgoingEvent, struck: readonly FaultRule[]): Promise<Outcome> {
    const receiveId = faultOf(struck, 'wrongReceiveId') ? `ww${digits(random, 16)}` : event.receiveId
    const encrypted = encrypt(event.encodingAesKey, event.xml, receiveId, Buffer.from(digits(random, 16)))
    const query = signedQuery(event.token, encrypted)
    if (faultOf(struck, 'badSignature')) query.set('msg_signature', '0'.repeat(40))
    const body = toXml([
      ['ToUserName', event.toUserName],
      ['AgentID', event.agentId],
      ['Encrypt', encrypted],
    ])
    const started = performance.now()
    const answer = await exchange(`${event.url}${event.url.includes('?') ? '&' : '?'}${query}`, cutMs, body)
    const ms = performance.now() - started
    const notes = [answer.note]
    if (answer.ok && HURRIED.has(event.name) && ms > AUTH_LIMIT_MS)
      notes.push(`answered after ${Math.round(ms)} ms, the limit is 1000 ms`)
    if (answer.ok && event.wantsSuccess && answer.body !== 'success') notes.push('the body must be exactly "success"')
    return { ...answer, note: notes.filter(Boolean).join('; ') }
  }

  async function exchange(url: string, limitMs: number, body?: string): Promise<Outcome> {
    parts.tap?.(url, body ?? '')
    try {
      const response = await fetch(url, {
        method: body === undefined ? 'GET' : 'POST',
        ...(body === undefined ? {} : { body, headers: { 'content-type': 'text/xml; charset=utf-8' } }),
        redirect: 'manual',
        signal: AbortSignal.any([closing.signal, AbortSignal.timeout(limitMs)]),
      })
      const text = await response.text()
      const ok = response.status === 200
      return { ok, status: response.status, body: text, note: ok ? '' : `status ${response.status}` }
    } catch (error) {
      const timedOut = typeof error === 'object' && error !== null && 'name' in error && error.name === 'TimeoutError'
      return { ok: false, status: 0, body: '', note: timedOut ? `no answer within ${limitMs} ms` : 'no connection' }
    }
  }

  function record(event: OutgoingEvent, number: number, started: number, outcome: Outcome): void {
    log.add({
      at: clock.now(),
      kind: 'callback',
      name: event.name,
      suiteId: event.suiteId,
      corpId: event.corpId,
      status: outcome.status,
      errcode: undefined,
      ms: Math.round(performance.now() - started),
      attempt: number,
      note: outcome.note || undefined,
      sent: event.xml,
      got: outcome.body || undefined,
    })
  }

  async function send(event: OutgoingEvent, alreadyStruck: readonly FaultRule[]): Promise<Delivery> {
    const delays = event.retried ? parts.retryDelaysMs() : []
    let note = ''
    for (let number = 1; number <= delays.length + 1 && !closing.signal.aborted; number += 1) {
      const struck = number === 1 ? alreadyStruck : faults.strike(`callback:${event.name}`)
      const started = performance.now()
      const outcome: Outcome = faultOf(struck, 'outage')
        ? { ok: false, status: 0, body: '', note: 'fault: outage' }
        : await attempt(event, struck)
      const lost = outcome.ok && (faultOf(struck, 'timeoutAfterEffect') ?? faultOf(struck, 'error'))
      const seen = lost ? { ...outcome, ok: false, note: `fault: answer lost` } : outcome
      record(event, number, started, seen)
      if (number === 1) releaseHeld(event.url)
      if (seen.ok) return { delivered: true, attempts: number, note: seen.note }
      note = seen.note
      const delay = delays[number - 1]
      if (delay !== undefined) await pause(delay)
    }
    return { delivered: false, attempts: delays.length + 1, note }
  }

  function releaseHeld(url: string): void {
    const waiting = held.get(url) ?? []
    held.delete(url)
    for (const release of waiting) release()
  }

  async function pushOne(event: OutgoingEvent): Promise<Delivery> {
    const struck = faults.strike(`callback:${event.name}`)
    if (faultOf(struck, 'drop')) {
      record(event, 1, performance.now(), { ok: false, status: 0, body: '', note: 'fault: dropped' })
      return { delivered: false, attempts: 0, note: 'fault: dropped' }
    }
    const delay = faultOf(struck, 'delay')
    if (delay) await pause(delay.delayMs)
    const reorder = faultOf(struck, 'reorder')
    if (reorder) {
      const next = new Promise<void>((resolve) => held.set(event.url, [...(held.get(event.url) ?? []), resolve]))
      await Promise.race([next, pause(reorder.delayMs || CUT_MS)])
    }
    const sent = send(event, struck)
    if (faultOf(struck, 'duplicate')) await Promise.all([sent, send(event, [])])
    return sent
  }

  const track = <T>(work: Promise<T>): Promise<T> => {
    underWay.add(work)
    void work.finally(() => underWay.delete(work))
    return work
  }

  async function settled(): Promise<void> {
    while (underWay.size > 0) {
      await Promise.all([...underWay])
      // A chain of events (range changes) starts its next one only after this turn.
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  return {
    push: (event) => track(pushOne(event)),
    verify: (target) =>
      track(
        (async () => {
          const echo = digits(random, 19)
          const encrypted = encrypt(target.encodingAesKey, echo, target.receiveId, Buffer.from(digits(random, 16)))
          const query = signedQuery(target.token, encrypted)
          query.set('echostr', encrypted)
          const started = performance.now()
          const url = `${target.url}${target.url.includes('?') ? '&' : '?'}${query}`
          const answer = await exchange(url, VERIFY_MS)
          const ok = answer.ok && answer.body === echo
          const note = ok ? '' : answer.note || 'the decrypted text must come back bare'
          const event = {
            ...target,
            name: 'verify',
            xml: '',
            wantsSuccess: false,
            retried: false,
            toUserName: '',
            agentId: '',
          }
          record(event, 1, started, { ...answer, ok, note })
          return { delivered: ok, attempts: 1, note }
        })(),
      ),
    settled,
    async close() {
      closing.abort()
      await settled()
    },
  }
}

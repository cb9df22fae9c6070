/**
 * Calls to addresses that staff typed in: group robots, a provider's own backend. Nothing is followed, nothing inside our own network is
 * reached (the address is checked after DNS, at the moment of connecting), and every call ends within its time.
 */
import { Buffer } from 'node:buffer'
import { lookup as dnsLookup } from 'node:dns'
import * as http from 'node:http'
import * as https from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { invalidInput } from '@shared/kernel/errors'

export interface OutgoingCall {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  /** Until the whole answer is there. */
  readonly timeoutMs: number
  /** True only beside the stand-in: plain http to 127.0.0.1. */
  readonly allowsLoopback: boolean
}

/** What came of it; `status` 0: no answer, `note` says why in English. */
export interface OutgoingAnswer {
  readonly status: number
  readonly note: string
}

/** An answer is only looked at for its status: more than this is nonsense. */
const MOST_BYTES = 64 * 1024

const inside = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(net, bits, 'ipv6')

/** Is this a literal address that belongs to somebody's inside? IPv4 inside IPv6 counts as IPv4. */
export function isInsideAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  const plain = mapped ?? address
  const family = isIP(plain)
  return family === 0 || inside.check(plain, family === 6 ? 'ipv6' : 'ipv4')
}

const isLoopbackUrl = (url: URL): boolean => url.protocol === 'http:' && url.hostname === '127.0.0.1'

/** Is it an address we would call at all? */
export function isOutside(text: string, allowsLoopback: boolean): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  if (isLoopbackUrl(url)) return allowsLoopback
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return false
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return isIP(host) === 0 ? host.includes('.') : !isInsideAddress(host)
}

/** @throws AppError INVALID_INPUT naming the field */
export function requireOutside(text: string, allowsLoopback: boolean, field: string): void {
  if (isOutside(text, allowsLoopback)) return
  throw invalidInput([{ field, message: '请填写能从外网访问的 https:// 地址' }])
}

/** Refuses to connect where a name leads inside: checked on the resolved address, so that DNS cannot change its mind. */
const outsideLookup: LookupFunction = (host, options, done) => {
  dnsLookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '', 0)
    const bad = addresses.some(({ address }) => isInsideAddress(address))
    const [first] = addresses
    if (bad || !first) return done(new Error('address is not outside'), '', 0)
    if (options.all === true) return done(null, addresses)
    return done(null, first.address, first.family)
  })
}

/** POSTs once. Never throws: no answer is an answer here. */
export function postOut(call: OutgoingCall): Promise<OutgoingAnswer> {
  if (!isOutside(call.url, call.allowsLoopback)) return Promise.resolve({ status: 0, note: 'address is not outside' })
  const url = new URL(call.url)
  return new Promise((resolve) => {
    const end = (answer: OutgoingAnswer): void => {
      clearTimeout(timer)
      resolve(answer)
      request.destroy()
    }
    const timer = setTimeout(() => end({ status: 0, note: `no answer within ${call.timeoutMs} ms` }), call.timeoutMs)
    const request = (isLoopbackUrl(url) ? http : https).request(url, {
      method: 'POST',
      headers: { ...call.headers, 'content-length': String(call.body.byteLength) },
      agent: false,
      ...(isLoopbackUrl(url) ? {} : { lookup: outsideLookup }),
    })
    request.once('response', (response) => {
      const status = response.statusCode ?? 0
      let size = 0
      response.on('data', (part: Buffer) => {
        size += part.length
        if (size > MOST_BYTES) end({ status: 0, note: `answered ${status} with more than ${MOST_BYTES} bytes` })
      })
      response.once('end', () => end({ status, note: `answered ${status}` }))
      response.once('error', () => end({ status: 0, note: 'connection was cut' }))
    })
    request.once('error', (error) => end({ status: 0, note: `no connection: ${error.message.slice(0, 80)}` }))
    request.end(Buffer.from(call.body))
  })
}

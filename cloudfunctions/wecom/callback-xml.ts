/**
 * Callback XML → plain fields. Flat bodies, which nearly all are, take a small scanner of our own; nested ones take
 * fast-xml-parser, loaded on first use (5 ms of a cold start that most functions never need).
 * Refused before any parser sees them: DOCTYPE and every other declaration (so no entity can be defined), attributes, odd
 * names, unbalanced tags, depth over 12, more than 5 000 tags. Results have no prototype.
 */
import { Buffer } from 'node:buffer'
import type { WireFields, WireValue } from '@shared/wecom/callback'

export type XmlFault = 'size' | 'declaration' | 'malformed' | 'depth' | 'noEncrypt'

export type XmlResult =
  { readonly ok: true; readonly fields: WireFields } | { readonly ok: false; readonly reason: XmlFault }

/** The outer body of every POST (wecom-api §1.6). */
export interface CallbackEnvelope {
  readonly ok: true
  readonly encrypt: string
  readonly toUserName: string
  /** Empty or absent on suite and template URLs. */
  readonly agentId?: string
}

/** Same cap as the edge's body: 1 MB. */
const MAX_CHARS = 1024 * 1024
const MAX_DEPTH = 12
const MAX_TAGS = 5000
/** Beyond this many tags the scanner leaves the body to the library, whose cost is linear. */
const MAX_FLAT_TAGS = 200
// The two words are refused by the library as well: WeCom has no such tags.
const NAME = /^(?!(?:constructor|prototype)$)[A-Za-z][A-Za-z0-9_]{0,63}$/
const CDATA = '<![CDATA['

/** Tags that the catalogue lists as repeated (wecom-api §4): always arrays, even when there is one. */
const LISTS: ReadonlySet<string> = new Set([
  'AccountList',
  'ApprovalNode',
  'NotifyNode',
  'Item',
  'item',
  'SelectedItem',
  'OptionId',
  'SpRecord',
  'Details',
  'Notifyer',
  'Comments',
])

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13)

function skipSpace(xml: string, from: number): number {
  let at = from
  while (at < xml.length && isSpace(xml.charCodeAt(at))) at++
  return at
}

/** The position after an optional `<?xml …?>`, or -1 when it does not end. */
function skipDeclaration(xml: string): number {
  const start = skipSpace(xml, xml.charCodeAt(0) === 0xfeff ? 1 : 0)
  if (!xml.startsWith('<?xml ', start)) return start
  const end = xml.indexOf('?>', start)
  return end < 0 ? -1 : end + 2
}

/** Fields of a flat body, or undefined when it is anything else (nested, repeated, escaped, listed or broken). */
function scanFlat(xml: string): WireFields | undefined {
  const fields = Object.create(null) as Record<string, WireValue>
  const start = skipSpace(xml, skipDeclaration(xml))
  if (!xml.startsWith('<xml>', start)) return undefined
  let at = start + 5
  for (let tags = 0; tags <= MAX_FLAT_TAGS; tags++) {
    at = skipSpace(xml, at)
    if (xml.startsWith('</xml>', at)) return skipSpace(xml, at + 6) === xml.length ? fields : undefined
    const close = xml.indexOf('>', at)
    if (xml.charCodeAt(at) !== 60 || close < 0) return undefined
    const name = xml.slice(at + 1, close)
    if (!NAME.test(name) || name in fields || LISTS.has(name)) return undefined
    at = close + 1
    const isCdata = xml.startsWith(CDATA, at)
    const end = isCdata ? xml.indexOf(']]>', at + CDATA.length) : xml.indexOf('<', at)
    if (end < 0) return undefined
    const text = isCdata ? xml.slice(at + CDATA.length, end) : xml.slice(at, end).trim()
    if ((!isCdata && text.includes('&')) || text.includes('\r')) return undefined
    fields[name] = text
    at = isCdata ? end + 3 : end
    if (!xml.startsWith(`</${name}>`, at)) return undefined
    at += name.length + 3
  }
  return undefined
}

/** Structure check before the library: one pass, constant memory but for the open tags. */
function faultOf(xml: string): XmlFault | undefined {
  const open: string[] = []
  let tags = 0
  let roots = 0
  let at = skipDeclaration(xml)
  if (at < 0) return 'malformed'
  for (at = xml.indexOf('<', at); at >= 0; at = xml.indexOf('<', at)) {
    if (xml.startsWith(CDATA, at)) {
      const end = xml.indexOf(']]>', at)
      if (end < 0 || open.length === 0) return 'malformed'
      at = end + 3
      continue
    }
    const next = xml.charAt(at + 1)
    if (next === '!' || next === '?') return 'declaration'
    const end = xml.indexOf('>', at)
    if (end < 0) return 'malformed'
    const isEnd = next === '/'
    const isEmpty = xml.charAt(end - 1) === '/' && !isEnd
    const name = xml.slice(at + (isEnd ? 2 : 1), isEmpty ? end - 1 : end).trimEnd()
    if (!NAME.test(name)) return 'malformed'
    if (isEnd ? open.pop() !== name : open.length === 0 && (++roots > 1 || name !== 'xml')) return 'malformed'
    if (!isEnd && ++tags > MAX_TAGS) return 'size'
    if (!isEnd && !isEmpty && open.push(name) > MAX_DEPTH) return 'depth'
    at = end + 1
  }
  return open.length === 0 && roots === 1 ? undefined : 'malformed'
}

/** The library's tree without prototypes; what is neither text, tags nor list of those cannot occur and becomes ''. */
function withoutPrototype(value: unknown): WireValue {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) {
    return value.map((item) => {
      const part = withoutPrototype(item)
      return typeof part === 'string' || !Array.isArray(part) ? (part as string | WireFields) : ''
    })
  }
  if (value === null || typeof value !== 'object') return ''
  const fields = Object.create(null) as Record<string, WireValue>
  for (const [name, part] of Object.entries(value)) if (NAME.test(name)) fields[name] = withoutPrototype(part)
  return fields
}

async function parseNested(xml: string): Promise<XmlResult> {
  const { XMLParser } = await import('fast-xml-parser')
  const parser = new XMLParser({
    ignoreAttributes: true,
    ignoreDeclaration: true,
    parseTagValue: false,
    htmlEntities: false,
    maxNestedTags: MAX_DEPTH + 1,
    // Names are checked above and end in an object without prototype, so `toString` may stay `toString`.
    onDangerousProperty: (name: string) => name,
    isArray: (name: string) => LISTS.has(name),
  })
  try {
    const root = (parser.parse(xml) as { xml?: unknown }).xml
    const fields = root === '' ? (Object.create(null) as WireFields) : withoutPrototype(root)
    return typeof fields === 'object' && !Array.isArray(fields)
      ? { ok: true, fields: fields as WireFields }
      : { ok: false, reason: 'malformed' }
  } catch {
    return { ok: false, reason: 'malformed' }
  }
}

/**
 * Parses a decrypted message. Text is trimmed, CDATA is not; repeated tags and those the catalogue lists become arrays.
 * Hostile input gives a reason, never an exception.
 */
export async function parseMessageXml(xml: string): Promise<XmlResult> {
  if (xml.length > MAX_CHARS) return { ok: false, reason: 'size' }
  const flat = scanFlat(xml)
  if (flat) return { ok: true, fields: flat }
  const fault = faultOf(xml)
  return fault ? { ok: false, reason: fault } : parseNested(xml)
}

/** Parses the outer body. It is always flat (wecom-api §1.6), so nothing else is accepted and no library is needed. */
export function parseEnvelope(body: Uint8Array): CallbackEnvelope | { readonly ok: false; readonly reason: XmlFault } {
  if (body.length > MAX_CHARS) return { ok: false, reason: 'size' }
  const fields = scanFlat(Buffer.from(body.buffer, body.byteOffset, body.length).toString('utf8'))
  if (!fields) return { ok: false, reason: 'malformed' }
  const { Encrypt: encrypt, ToUserName: toUserName, AgentID: agentId } = fields
  if (typeof encrypt !== 'string' || encrypt === '') return { ok: false, reason: 'noEncrypt' }
  return {
    ok: true,
    encrypt,
    toUserName: typeof toUserName === 'string' ? toUserName : '',
    ...(typeof agentId === 'string' && agentId !== '' ? { agentId } : {}),
  }
}

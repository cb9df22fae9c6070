/** The shape of an API path of the stand-in, and its refusals. */
import type { Stand } from '../world/stand'
import type { Install, Provider, Suite } from '../world/state'

export type JsonObject = Readonly<Record<string, unknown>>

/** What a request brought. */
export interface ApiCall {
  readonly query: Readonly<Record<string, string>>
  readonly body: JsonObject
  readonly ip: string
}

export type Reply = JsonObject | Uint8Array

/** Which token a path wants in its query (wecom-api §2.0). */
export type TokenKind = 'none' | 'suite' | 'provider' | 'corp'

interface Base {
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** The page it follows. */
  readonly doc: string
  /** `errcode` is left out on success (switch bareTokenAnswers). */
  readonly bare?: boolean
}

/** One path: how it is called and what it answers. Refusals are thrown. */
export type Route =
  | (Base & { readonly token: 'none'; readonly handle: (stand: Stand, call: ApiCall) => Reply })
  | (Base & { readonly token: 'suite'; readonly handle: (stand: Stand, call: ApiCall, suite: Suite) => Reply })
  | (Base & { readonly token: 'provider'; readonly handle: (stand: Stand, call: ApiCall, provider: Provider) => Reply })
  | (Base & { readonly token: 'corp'; readonly handle: (stand: Stand, call: ApiCall, install: Install) => Reply })

/** A documented failure: the errcode and the words before the hint. */
export class Refusal extends Error {
  readonly errcode: number

  constructor(errcode: number, words: string) {
    super(words)
    this.name = 'Refusal'
    this.errcode = errcode
  }
}

/** Ends a path with an errcode. */
export function refuse(errcode: number, words: string): never {
  throw new Refusal(errcode, words)
}

/** A string field of the body; absent or of another type counts as empty. */
export function text(call: ApiCall, field: string): string {
  const value = call.body[field]
  return typeof value === 'string' ? value : ''
}

/** A string field that must be there. @throws Refusal with the errcode of "missing" */
export function need(call: ApiCall, field: string, missing: number): string {
  return text(call, field) || refuse(missing, `missing ${field}`)
}

/** A list of strings; anything else in it is refused with 40058. */
export function textList(call: ApiCall, field: string): string[] {
  const value = call.body[field]
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) refuse(40058, `invalid Request Parameter: ${field}`)
  return value.map((item: unknown) =>
    typeof item === 'string' ? item : refuse(40058, `invalid Request Parameter: ${field}`),
  )
}

/** What every edge takes and gives: plain data, no web Request/Headers (they load undici: +16 ms of every cold start). */

export interface EdgeRequest {
  /** Upper case. */
  readonly method: string
  /** Starts with `/`, without query, percent-decoded by nobody yet. */
  readonly path: string
  /** Decoded once; of repeated names the last counts. `+` stays `+` (echostr is base64). */
  readonly query: Readonly<Record<string, string>>
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  /** Address of the caller as the platform saw it. */
  readonly ip: string
  /** Quoted in logs and in error answers. */
  readonly requestId: string
}

export interface EdgeAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
}

/** One of callback, web, api, jobs: parse, verify, call a service, answer. Never throws. */
export type Edge<Deps> = (request: EdgeRequest, deps: Deps) => Promise<EdgeAnswer>

/** Largest request body any edge reads (R4): 1 MB. Uploads have their own path and cap. */
export const BODY_CAP_BYTES = 1024 * 1024

/** Where uploads come in, a part at a time, … */
export const UPLOAD_PATH = '/api/file.upload'
/** … and how large a body may be there: a part of 4 MB with its form around it. As base64 that part stays under a function's 6 MB. */
export const UPLOAD_CAP_BYTES = 4.5 * 1024 * 1024

/** A JSON answer; never cached, never sniffed. */
export function jsonAnswer(status: number, value: unknown): EdgeAnswer {
  return {
    status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body: JSON.stringify(value),
  }
}

/** A short plain-text answer. */
export function textAnswer(status: number, body: string): EdgeAnswer {
  return {
    status,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body,
  }
}

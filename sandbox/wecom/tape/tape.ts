/** The lines of a tape: what a backend asked, what it was answered, and what was pushed to it, in order. */

export interface TapeRequest {
  readonly kind: 'request'
  readonly method: string
  /** Path without query. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** UTF-8 text of the body. */
  readonly body: string
  readonly contentType: string
  /** Text, or base64 for an image. */
  readonly answer: string
  readonly isBase64: boolean
}

export interface TapeCallback {
  readonly kind: 'callback'
  /** Path and query below the backend's base: encrypted and signed as it went out. */
  readonly path: string
  readonly body: string
}

export type TapeLine = TapeRequest | TapeCallback

/** Where lines go while recording. */
export interface Tape {
  add(line: TapeLine): void
  close(): Promise<void>
}

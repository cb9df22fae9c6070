/** The real `@cloudbase/node-sdk`, loaded on first use, behind the few calls we make of it. */
import { AppError } from '@shared/kernel/errors'

/** How to reach one CloudBase environment. */
export interface CloudBaseOptions {
  readonly envId: string
  /** Only for the stand-in. */
  readonly serviceUrl?: string
  /** Absent inside a cloud function: the platform's rotating credentials are in its environment. */
  readonly secretId?: string
  readonly secretKey?: string
  /** Milliseconds until a request counts as unanswered; default 5000. */
  readonly timeoutMs?: number
}

/** A condition on a field, made by `command` or `RegExp`. */
export interface Condition {
  and(other: Condition): Condition
}

export interface Command {
  gt(value: string | number): Condition
  lte(value: number): Condition
  gte(value: string): Condition
  lt(value: string): Condition
  in(values: readonly string[]): Condition
}

export interface SdkQuery {
  orderBy(field: string, direction: 'asc' | 'desc'): SdkQuery
  limit(rows: number): SdkQuery
  options(options: { multiple: boolean }): SdkQuery
  get(): Promise<unknown>
  count(): Promise<unknown>
  update(fields: Readonly<Record<string, unknown>>): Promise<unknown>
  remove(): Promise<unknown>
}

export interface SdkDocument {
  get(): Promise<unknown>
  update(fields: Readonly<Record<string, unknown>>): Promise<unknown>
}

export interface SdkCollection {
  doc(id: string): SdkDocument
  where(query: Readonly<Record<string, unknown>>): SdkQuery
  add(docs: unknown): Promise<unknown>
}

/** A transaction: only `doc` and `add` are used inside, the rest of the SDK forgets the transaction's id (cloudbase.md §4). */
export interface SdkTransaction {
  collection(name: string): Pick<SdkCollection, 'doc' | 'add'>
  commit(): Promise<unknown>
  rollback(): Promise<unknown>
}

export interface SdkDatabase {
  readonly command: Command
  RegExp(pattern: { regexp: string; options: string }): Condition
  collection(name: string): SdkCollection
  createCollection(name: string): Promise<unknown>
  startTransaction(): Promise<SdkTransaction>
}

export interface Sdk {
  database(): SdkDatabase
  getUploadMetadata(file: { cloudPath: string }): Promise<unknown>
  getTempFileURL(files: { fileList: { fileID: string; maxAge: number }[] }): Promise<unknown>
  deleteFile(files: { fileList: string[] }): Promise<unknown>
}

/**
 * Checks that requests can be signed, and takes the SDK's sharp edges off the process.
 * @throws AppError INTERNAL without credentials: the SDK would die of an unhandled rejection at its first request
 */
export function prepareSdk(options: CloudBaseOptions): void {
  const hasOwn = Boolean(options.secretId && options.secretKey)
  const hasPlatform = Boolean(process.env['TENCENTCLOUD_SECRETID'] && process.env['TENCENTCLOUD_SECRETKEY'])
  if (!hasOwn && !hasPlatform)
    throw new AppError('INTERNAL', `no credentials for CloudBase environment ${options.envId}`)
  // Its "slow request" timer is not cleared when a request fails, prints, and keeps the process alive.
  process.env['SILENCE'] = 'true'
  // With a stand-in there is no metadata service to ask, twice per request.
  if (options.serviceUrl) process.env['TENCENTCLOUD'] = 'true'
}

/** The SDK for one environment. @throws AppError like `prepareSdk` */
export async function loadSdk(options: CloudBaseOptions): Promise<Sdk> {
  prepareSdk(options)
  const loaded = await import('@cloudbase/node-sdk')
  // Node's own import() of this CommonJS package finds only `default`, a bundler's finds the names.
  const sdk = 'init' in loaded ? loaded : (loaded as { default: typeof loaded }).default
  const { envId, serviceUrl, secretId, secretKey, timeoutMs = 5000 } = options
  return sdk.init({
    env: envId,
    timeout: timeoutMs,
    // Its own keep-alive agent has a hundred sockets and never gives back one whose request timed out; Node's keeps them alive too.
    keepalive: false,
    ...(serviceUrl ? { serviceUrl } : {}),
    ...(secretId && secretKey ? { secretId, secretKey } : {}),
  })
}

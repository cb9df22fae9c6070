/** CloudBase storage as our Files adapter uses it: an upload ticket, PUT, temporary links, GET, delete. */
import { createHash } from 'node:crypto'
import type { Clock } from '@cloud/runtime/clock'
import { isRecord } from './ejson'
import { unsupported, wireError } from './wire-error'

const BUCKET = '6163-sandbox-1250000000'
const DEFAULT_LINK_MS = 7_200_000

export interface StoredObject {
  readonly bytes: Buffer
  readonly contentType: string
}

/** Objects by path; links are signed with a word of this instance and run out. */
export class ObjectStorage {
  private readonly objects = new Map<string, StoredObject>()
  private readonly secret = createHash('sha256').update(String(process.hrtime.bigint())).digest('hex')

  constructor(
    private readonly clock: Clock,
    private readonly env: string,
    /** Where PUT and GET go, without a trailing slash. */
    private readonly origin: () => string,
  ) {}

  reset(): void {
    this.objects.clear()
  }

  /** `storage.getUploadMetadata`: where to PUT, and the file id it will have. */
  uploadMetadata(body: Record<string, unknown>): unknown {
    const { path, method } = body
    if (typeof path !== 'string' || path === '' || method !== 'put') throw unsupported('an upload that is not a PUT')
    return {
      url: `${this.origin()}/objects/${encodePath(path)}`,
      token: 'sandbox-token',
      authorization: this.sign(`put ${path}`),
      fileId: this.fileId(path),
      cosFileId: Buffer.from(path).toString('base64'),
    }
  }

  /** `storage.batchGetDownloadUrl`: a link per file, or STORAGE_FILE_NONEXIST. */
  downloadUrls(body: Record<string, unknown>): unknown {
    const list = body['file_list']
    if (!Array.isArray(list)) throw unsupported('file_list that is not a list')
    return {
      download_list: list.map((item: unknown) => {
        const fileid = isRecord(item) ? item['fileid'] : undefined
        if (!isRecord(item) || typeof fileid !== 'string') throw unsupported('a file without its id')
        const path = this.pathOf(fileid)
        if (path === undefined || !this.objects.has(path)) return { fileid, code: 'STORAGE_FILE_NONEXIST' }
        const maxAge = typeof item['max_age'] === 'number' ? item['max_age'] * 1000 : DEFAULT_LINK_MS
        const until = this.clock.now() + maxAge
        const url = `${this.origin()}/objects/${encodePath(path)}?t=${until}&sign=${this.sign(`get ${path} ${until}`)}`
        return { fileid, download_url: url, tempFileURL: url, fileID: fileid, code: 'SUCCESS' }
      }),
    }
  }

  /** `storage.batchDeleteFile`: a code per file. */
  deleteFiles(body: Record<string, unknown>): unknown {
    const list = body['fileid_list']
    if (!Array.isArray(list)) throw unsupported('fileid_list that is not a list')
    return {
      delete_list: list.map((fileid: unknown) => {
        const path = typeof fileid === 'string' ? this.pathOf(fileid) : undefined
        const isGone = path !== undefined && this.objects.delete(path)
        return { fileID: fileid, code: isGone ? 'SUCCESS' : 'STORAGE_FILE_NONEXIST' }
      }),
    }
  }

  /** PUT of an object. @throws when the ticket was not made for this path */
  put(path: string, authorization: string | undefined, object: StoredObject): void {
    if (authorization !== this.sign(`put ${path}`)) throw wireError('SignatureDoesNotMatch', 'upload ticket')
    this.objects.set(path, object)
  }

  /** GET of an object through a link, or undefined when the link is wrong or has run out. */
  get(path: string, query: URLSearchParams): StoredObject | undefined {
    const until = Number(query.get('t'))
    if (!(until > this.clock.now()) || query.get('sign') !== this.sign(`get ${path} ${until}`)) return undefined
    return this.objects.get(path)
  }

  private fileId(path: string): string {
    return `cloud://${this.env}.${BUCKET}/${path}`
  }

  private pathOf(fileId: string): string | undefined {
    const start = `cloud://${this.env}.${BUCKET}/`
    return fileId.startsWith(start) ? fileId.slice(start.length) : undefined
  }

  private sign(text: string): string {
    return createHash('sha256').update(`${this.secret} ${text}`).digest('hex')
  }
}

const encodePath = (path: string): string => path.split('/').map(encodeURIComponent).join('/')

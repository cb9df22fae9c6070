/** The Files port on CloudBase storage: tickets and links from the SDK, bytes straight to and from the object store. */
import { AppError } from '@shared/kernel/errors'
import { FILE_TYPES, requirePath, toStoredFile, type FilePath, type Files } from '../files'
import { isTransient, kindOf, unusable } from './failures'
import { objectHttp, type ObjectAnswer } from './object-http'
import { loadSdk, prepareSdk, type CloudBaseOptions, type Sdk } from './sdk'

export interface CloudBaseFilesOptions extends CloudBaseOptions {
  /** Folder of the environment's storage that holds our files; default `accord`. */
  readonly folder?: string
}

const ATTEMPTS = 3
const MAX_BYTES = Math.max(...Object.values(FILE_TYPES).map((type) => type.maxBytes))
/** Seconds a link of our own lives. */
const OWN_LINK_SECONDS = 120
const OBJECT_TIMEOUT_MS = 20_000
/** What both services say of a file that is not there. */
const GONE = 'STORAGE_FILE_NONEXIST'

/**
 * Opens the adapter; the SDK is loaded by the first call.
 * @throws AppError INTERNAL without credentials
 */
export function openCloudBaseFiles(options: CloudBaseFilesOptions): Files {
  prepareSdk(options)
  const { folder = 'accord' } = options
  let loading: Promise<Sdk> | undefined
  const sdk = (): Promise<Sdk> => (loading ??= loadSdk(options))
  const placeOf = (path: FilePath): string => `${folder}/${path}`

  // `cloud://env.bucket/`: the bucket's name is known only from a ticket, and never changes.
  let prefix: string | undefined
  const ticketFor = async (place: string): Promise<Ticket> => {
    const ticket = readTicket(await (await sdk()).getUploadMetadata({ cloudPath: place }))
    if (ticket.fileId.endsWith(place)) prefix = ticket.fileId.slice(0, -place.length)
    return ticket
  }
  const fileIdOf = async (path: FilePath): Promise<string> => {
    const place = placeOf(path)
    return prefix === undefined ? (await ticketFor(place)).fileId : prefix + place
  }
  const linkTo = async (path: FilePath, seconds: number): Promise<string | undefined> => {
    const fileID = await fileIdOf(path)
    return readLink(await (await sdk()).getTempFileURL({ fileList: [{ fileID, maxAge: seconds }] }))
  }

  return {
    async put(owner, bytes) {
      const file = toStoredFile(owner, bytes)
      await trying('storing a file', async () => {
        const ticket = await ticketFor(placeOf(file.path))
        const { mime } = FILE_TYPES[file.type]
        requireOk(await objectHttp({ ...upload(ticket, placeOf(file.path), mime), body: bytes, ...LIMITS }), 'PUT')
      })
      return file
    },

    async get(owner, path) {
      requirePath(owner, path)
      return trying('reading a file', async () => {
        const url = await linkTo(path, OWN_LINK_SECONDS)
        if (url === undefined) return undefined
        const answer = await objectHttp({ method: 'GET', url, ...LIMITS })
        return answer.status === 404 ? undefined : requireOk(answer, 'GET').body
      })
    },

    async url(owner, path, seconds) {
      requirePath(owner, path)
      return trying('linking a file', () => linkTo(path, seconds))
    },

    async remove(owner, path) {
      requirePath(owner, path)
      await trying('removing a file', async () => {
        const fileID = await fileIdOf(path)
        const code = firstOf(await (await sdk()).deleteFile({ fileList: [fileID] }))['code']
        if (code !== 'SUCCESS' && code !== GONE) throw refusedBy('deleteFile', code)
      })
    },
  }
}

const LIMITS = { timeoutMs: OBJECT_TIMEOUT_MS, maxBytes: MAX_BYTES }

// Every one of these may be done twice: a name is the hash of its bytes.
async function trying<T>(what: string, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt < ATTEMPTS && isTransient(kindOf(error))) continue
      if (error instanceof AppError) throw error
      throw new AppError('INTERNAL', `file service: ${what} failed`, {
        userMessage: '文件服务暂时不可用，请稍后重试',
        cause: error,
      })
    }
  }
}

interface Ticket {
  readonly url: string
  readonly token: string
  readonly authorization: string
  readonly fileId: string
  readonly cosFileId: string
}

// The SDK's own upload wants an XML parser for its error text; the headers are the same.
const upload = (
  ticket: Ticket,
  place: string,
  mime: string,
): { method: 'PUT'; url: string; headers: Record<string, string> } => ({
  method: 'PUT',
  url: ticket.url,
  headers: {
    'content-type': mime,
    signature: ticket.authorization,
    authorization: ticket.authorization,
    'x-cos-security-token': ticket.token,
    'x-cos-meta-fileid': ticket.cosFileId,
    key: encodeURIComponent(place),
  },
})

function readTicket(answer: unknown): Ticket {
  const { data } = (answer ?? {}) as { data?: Readonly<Record<string, unknown>> }
  const text = (name: keyof Ticket): string => {
    const value = data?.[name]
    if (typeof value !== 'string') throw unusable(name)
    return value
  }
  return {
    url: text('url'),
    token: text('token'),
    authorization: text('authorization'),
    fileId: text('fileId'),
    cosFileId: text('cosFileId'),
  }
}

/** The address in the answer, or undefined when the file is not there. */
function readLink(answer: unknown): string | undefined {
  const file = firstOf(answer)
  if (file['code'] === GONE) return undefined
  const url = file['tempFileURL'] ?? file['download_url']
  if (file['code'] !== 'SUCCESS' || typeof url !== 'string') throw refusedBy('getTempFileURL', file['code'])
  return url
}

function firstOf(answer: unknown): Readonly<Record<string, unknown>> {
  const { fileList } = (answer ?? {}) as { fileList?: readonly Readonly<Record<string, unknown>>[] }
  const [first] = fileList ?? []
  if (!first) throw unusable('files')
  return first
}

function requireOk(answer: ObjectAnswer, what: string): ObjectAnswer {
  if (answer.status === 200) return answer
  throw Object.assign(new Error(`${what} answered ${answer.status}`), { code: answer.status })
}

const refusedBy = (what: string, code: unknown): Error => new Error(`${what} answered ${String(code)}`)

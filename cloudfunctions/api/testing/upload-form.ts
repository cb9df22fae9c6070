/** Uploads as clients send them, and as nobody should. */
import { Buffer } from 'node:buffer'
import { request } from 'node:http'
import type { Role } from '@shared/contract/define'
import type { UploadedFile } from '@shared/contract/file'
import type { CorpId, OpenUserId, ProviderId } from '@shared/wecom/ids'
import { newToken } from '../../runtime/random'
import type { Services } from '../../services/services'
import { signToken, TOKEN_MS } from '../../services/session/session-token'
import { sessionDocId, sessions } from '../../store/collections/corp'
import { insert } from '../../store/store'

export const BOUNDARY = '----accord-boundary'

/** One part of a form: a field, or a file when it has a file name. */
export interface FormPart {
  readonly name: string
  readonly value: string | Uint8Array
  readonly fileName?: string
}

/** The body of a multipart form. */
export function formBody(parts: readonly FormPart[]): Buffer {
  const pieces = parts.flatMap(({ name, value, fileName }) => [
    Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"`),
    Buffer.from(fileName === undefined ? '\r\n\r\n' : `; filename="${fileName}"\r\ncontent-type: image/png\r\n\r\n`),
    Buffer.from(value),
    Buffer.from('\r\n'),
  ])
  return Buffer.concat([...pieces, Buffer.from(`--${BOUNDARY}--\r\n`)])
}

/** The form of one part of an upload. */
export const uploadForm = (
  fields: Readonly<Record<string, string>>,
  file?: Uint8Array,
  fileName = 'picture.png',
): FormPart[] => [
  ...Object.entries(fields).map(([name, value]) => ({ name, value })),
  ...(file ? [{ name: 'file', value: file, fileName }] : []),
]

export interface Sent {
  readonly status: number
  /** `done`, `waiting`, the code of the refusal, or the bare text. */
  readonly outcome: string
  readonly received?: readonly number[]
  readonly file?: UploadedFile
  /** Fields named by a refusal. */
  readonly fields: readonly string[]
  readonly userMessage?: string
}

/** Posts a body to the upload action. */
export function sendUpload(
  url: string,
  token: string | undefined,
  body: Uint8Array,
  type = `multipart/form-data; boundary=${BOUNDARY}`,
): Promise<Sent> {
  const headers = {
    'content-type': type,
    'content-length': String(body.length),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  }
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/api/file.upload`, { method: 'POST', headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => resolve(readSent(answer.statusCode ?? 0, Buffer.concat(chunks).toString('utf8'))))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

function readSent(status: number, text: string): Sent {
  if (!text.startsWith('{')) return { status, outcome: text, fields: [] }
  const { ok, data, error } = JSON.parse(text) as {
    ok: boolean
    data?: { done: boolean; received?: number[]; file?: UploadedFile }
    error?: { code: string; userMessage: string; details?: { issues?: { field: string }[] } }
  }
  if (!ok) {
    const fields = error?.details?.issues?.map((issue) => issue.field) ?? []
    return { status, outcome: error?.code ?? '', fields, userMessage: error?.userMessage ?? '' }
  }
  return {
    status,
    outcome: data?.done ? 'done' : 'waiting',
    fields: [],
    ...(data?.received ? { received: data.received } : {}),
    ...(data?.file ? { file: data.file } : {}),
  }
}

/** A bearer token of somebody with this role, without a sign-in. */
export async function tokenOf(
  services: Services,
  role: Role,
  provider = 'yunqi',
  openUserId = `wo${role}`,
): Promise<string> {
  const providerId = provider as ProviderId
  const now = services.clock.now()
  const sessionId = newToken(services.random)
  const isCustomer = role === 'appAdmin' || role === 'member'
  const person = { providerId, corpId: 'wwcorp' as CorpId, openUserId: openUserId as OpenUserId }
  const record = {
    person,
    side: isCustomer ? ('customer' as const) : ('staff' as const),
    roles: [role],
    name: '同事',
    createdAt: now,
  }
  await services.store.commit([insert(sessions, sessionDocId(providerId, sessionId), record, now + TOKEN_MS)])
  return signToken(services.config.sessionKey, { providerId, sessionId, expiresAt: now + TOKEN_MS })
}

/** Uploads in parts, in whatever order, repeated, several at once. The same part twice is one; the file is there when all have arrived. */
import { createHash } from 'node:crypto'
import type { InputOf, OutputOf } from '@shared/contract/define'
import type { upload as contract } from '@shared/contract/file'
import { AppError, invalidInput } from '@shared/kernel/errors'
import type { PersonRef } from '@shared/wecom/ids'
import { change } from '../../store/change'
import { uploadDocId, uploads, type ArrivedPart, type UploadRecord } from '../../store/collections/upload'
import { FILE_TYPES, sniffStart, toStoredFile, type FileOwner } from '../../store/files'
import { put, remove, replace } from '../../store/store'
import type { Services } from '../services'
import { dropPieces, joinPieces, keepPieces, sizeOf, type JoinedPieces } from './keep-pieces'

type Deps = Pick<Services, 'store' | 'files' | 'clock'>

/** One part as it came in. */
export interface GivenPart extends InputOf<typeof contract> {
  readonly bytes: Uint8Array
}

type Answer = OutputOf<typeof contract>

const HOUR = 3_600_000
const URL_SECONDS = 3_600
const MAX_BYTES = Math.max(...Object.values(FILE_TYPES).map((type) => type.maxBytes))

/**
 * Takes one part of an upload; the files are the person's provider's.
 * @throws AppError INVALID_INPUT naming the field: a type we do not take, a picture in parts, another part under the same number;
 * LIMIT_EXCEEDED over the type's size; CONFLICT when the upload was given up meanwhile
 */
export async function receivePart(deps: Deps, person: PersonRef, given: GivenPart): Promise<Answer> {
  requireStart(person, given)
  const id = uploadDocId(person, given.upload)
  const arrived = { sha256: hashOf(given.bytes), bytes: given.bytes.length }
  const before = await deps.store.get(uploads, id)
  requireFits(before?.body, given, arrived)
  if (before?.body.file) return doneWith(deps, person, before.body.file)
  const expiresAt = before?.expiresAt ?? deps.clock.now() + HOUR
  if (given.parts > 1 && !before?.body.arrived[given.part]) {
    await keepPieces(deps, person, given.upload, given.part, { ...arrived, bytes: given.bytes, expiresAt })
  }
  const record = await change(deps, async () => {
    const found = await deps.store.get(uploads, id)
    requireFits(found?.body, given, arrived)
    if (found?.body.arrived[given.part]) return { writes: [], result: found.body }
    const next: UploadRecord = { parts: given.parts, arrived: { ...found?.body.arrived, [given.part]: arrived } }
    return { writes: [put(uploads, id, found, next, found?.expiresAt ?? expiresAt)], result: next }
  })
  if (record.file) return doneWith(deps, person, record.file)
  const received = Object.keys(record.arrived).map(Number)
  if (received.length < record.parts) return { done: false, received }
  return finish(deps, person, given, record)
}

/** What the first bytes tell; a file in one part is judged whole. */
function requireStart(person: PersonRef, { part, parts, bytes }: GivenPart): void {
  if (bytes.length === 0) throw invalidInput([{ field: 'file', message: '文件是空的，请重新选择' }])
  if (parts === 1) toStoredFile(ownerOf(person), bytes)
  else if (part === 1) {
    const start = sniffStart(bytes)
    if (start === 'jpg' || start === 'png') {
      throw invalidInput([{ field: 'parts', message: '图片要一次传完，不能超过 2 MB，请压缩后重试' }])
    }
    if (!start) throw invalidInput([{ field: 'file', message: '不支持这种文件，请上传 PDF、PPTX、DOCX 或 XLSX 文档' }])
  }
}

function requireFits(record: UploadRecord | undefined, { part, parts }: GivenPart, arrived: ArrivedPart): void {
  if (!record) return
  if (record.parts !== parts) throw invalidInput([{ field: 'parts', message: '段数与之前不同，请重新上传' }])
  const same = record.arrived[part]
  if (same && same.sha256 !== arrived.sha256) {
    throw invalidInput([{ field: 'file', message: '这一段与之前传的不同，请重新上传' }])
  }
  const bytes = sizeOf(record) + (same ? 0 : arrived.bytes)
  if (bytes > MAX_BYTES) {
    throw new AppError('LIMIT_EXCEEDED', `an upload of ${bytes} bytes`, {
      userMessage: `文件太大：文档不能超过 ${MAX_BYTES / 1024 / 1024} MB，请压缩后重试`,
      details: { maxBytes: MAX_BYTES, bytes },
    })
  }
}

/** All parts are there: the file is stored first, then named in the record, then the pieces go. Whoever stops between, the next repeat goes on. */
async function finish(deps: Deps, person: PersonRef, given: GivenPart, record: UploadRecord): Promise<Answer> {
  const { upload } = given
  const joined =
    record.parts === 1 ? { bytes: given.bytes, pieces: [] } : await joinPieces(deps, person, upload, record)
  if (!joined) return finishedByOther(deps, person, upload)
  const { bytes, pieces } = joined
  const stored = await deps.files.put(ownerOf(person), bytes).catch(async (error: unknown) => {
    // Refused as a whole (not the document that its start promised): nothing of it stays.
    if (error instanceof AppError && error.code === 'INVALID_INPUT') await giveUp(deps, person, upload, pieces)
    throw error
  })
  const file = { ...stored, sha256: hashOf(bytes) }
  await change(deps, async () => {
    const found = await deps.store.get(uploads, uploadDocId(person, upload))
    if (!found || found.body.file) return { writes: [], result: undefined }
    return { writes: [replace(uploads, found, { ...found.body, file }, found.expiresAt)], result: undefined }
  })
  await dropPieces(deps, pieces)
  return doneWith(deps, person, file)
}

/** A piece is gone: another call has put the file together, or the upload was given up. */
async function finishedByOther(deps: Deps, person: PersonRef, upload: string): Promise<Answer> {
  const found = await deps.store.get(uploads, uploadDocId(person, upload))
  if (found?.body.file) return doneWith(deps, person, found.body.file)
  throw new AppError('CONFLICT', 'pieces of an upload are gone', { userMessage: '上传没有完成，请重新上传' })
}

async function giveUp(deps: Deps, person: PersonRef, upload: string, pieces: JoinedPieces['pieces']): Promise<void> {
  const found = await deps.store.get(uploads, uploadDocId(person, upload))
  if (found && !found.body.file) await deps.store.commit([remove(uploads, found)])
  await dropPieces(deps, pieces)
}

async function doneWith(deps: Deps, person: PersonRef, file: NonNullable<UploadRecord['file']>): Promise<Answer> {
  const url = await deps.files.url(ownerOf(person), file.path, URL_SECONDS)
  if (url === undefined)
    throw new AppError('NOT_FOUND', 'the file was removed', { userMessage: '文件已删除，请重新上传' })
  return { done: true, file: { ...file, url } }
}

const ownerOf = ({ providerId }: PersonRef): FileOwner => [providerId]
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Uploads travel as multipart/form-data; the parser is loaded with this file, by the first upload. */
import { Buffer } from 'node:buffer'
import { Busboy, type BusboyInstance } from '@fastify/busboy'
import { PART_BYTES } from '@shared/contract/file'
import { AppError, invalidInput } from '@shared/kernel/errors'
import type { EdgeRequest } from '../runtime/edge'

/** A form of text fields and exactly one file named `file`. */
export interface Form {
  readonly fields: Readonly<Record<string, string>>
  readonly file: Uint8Array
}

/** More than ours, so that a client may add a field before we know it; small, so that nobody can make us count. */
const LIMITS = {
  fieldSize: 2_000,
  fields: 8,
  files: 1,
  parts: 9,
  fileSize: PART_BYTES,
  headerPairs: 8,
  headerSize: 2_000,
}

const TYPE = /^multipart\/form-data;\s*(?:charset="?[\w-]{1,20}"?;\s*)?boundary=(?:"[^"\r\n]{1,70}"|[^\s";,]{1,70})$/i

/**
 * Reads the whole form.
 * @throws AppError INVALID_INPUT for another type, a form that is broken or cut short, too many fields or files, a field twice;
 * LIMIT_EXCEEDED for a file over `PART_BYTES`
 */
export function readForm({ headers, body }: Pick<EdgeRequest, 'headers' | 'body'>): Promise<Form> {
  const type = headers['content-type'] ?? ''
  if (!TYPE.test(type)) return Promise.reject(broken('content-type is not multipart/form-data with a boundary'))
  return new Promise((resolve, reject) => {
    const fields = new Map<string, string>()
    let file: Buffer[] | undefined
    // The first fault counts; what follows it is read to its end and dropped.
    let fault: AppError | undefined
    const fail = (error: AppError): void => {
      fault ??= error
    }
    const form: BusboyInstance = new Busboy({ headers: { 'content-type': type }, limits: LIMITS })
    form.on('field', (name, value, _isNameCut, isValueCut) => {
      if (fields.has(name)) fail(fieldFault(name, '同一项出现了两次'))
      else if (isValueCut) fail(fieldFault(name, '内容过长'))
      else fields.set(name, value)
    })
    form.on('file', (name, stream) => {
      if (name !== 'file') fail(fieldFault('file', '文件必须放在 file 一项里'))
      const pieces: Buffer[] = []
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('limit', () => fail(tooLarge()))
      stream.on('error', (cause: unknown) => reject(broken('the file is cut short', cause)))
      file = pieces
    })
    for (const limit of ['fieldsLimit', 'filesLimit', 'partsLimit'] as const) {
      form.on(limit, () => fail(broken(`too much in one form: ${limit}`)))
    }
    form.on('error', (cause) => reject(broken('the form is broken', cause)))
    form.on('finish', () => {
      if (fault) reject(fault)
      else if (!file) reject(fieldFault('file', '请选择文件'))
      else resolve({ fields: Object.fromEntries(fields), file: Buffer.concat(file) })
    })
    form.end(Buffer.from(body.buffer, body.byteOffset, body.byteLength))
  })
}

const fieldFault = (field: string, message: string): AppError => invalidInput([{ field: field.slice(0, 40), message }])

const broken = (message: string, cause?: unknown): AppError =>
  new AppError('INVALID_INPUT', message, {
    userMessage: '上传的内容不完整，请重试',
    details: { issues: [{ field: 'file', message: '上传的内容不完整，请重试' }] },
    cause,
  })

const tooLarge = (): AppError =>
  new AppError('LIMIT_EXCEEDED', `a part over ${PART_BYTES} bytes`, {
    userMessage: '文件太大：图片不能超过 2 MB，文档不能超过 20 MB',
    details: { maxBytes: PART_BYTES },
  })

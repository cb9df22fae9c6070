import Taro from '@tarojs/taro'
import type { OutputOf } from '@shared/contract/define'
import { MAX_PARTS, PART_BYTES, upload, type UploadedFile } from '@shared/contract/file'
import { AppError, invalidInput } from '@shared/kernel/errors'
import { newKey, offline, readAnswer } from './call'
import { apiOrigin } from './environment'
import { deviceNow } from './now'
import { sessionToken } from './session'
import { parse, type Posted } from './transport'

/** What she chose: bytes in a browser, a file of the device in a mini-program. */
export type ChosenFile =
  | { readonly name: string; readonly bytes: Uint8Array }
  | { readonly name: string; readonly filePath: string; readonly size: number }

/** One part on its way. */
interface Sending {
  readonly fields: Readonly<Record<string, string>>
  /** Told now and then: bytes of this part that have left. */
  readonly onSent: (bytes: number) => void
}

/** For one part of 4 MB over a slow line. */
const TIMEOUT_MS = 120_000

/**
 * Uploads a file: pictures up to 2 MB, documents up to 20 MB in parts. A mini-program sends one part only; large documents are for
 * the desktop. A part whose answer was lost is sent once more; the server takes it as the same.
 * @param onProgress told from 0 to 1
 * @throws AppError with the server's code and words; LIMIT_EXCEEDED before anything is sent when the file is too large for this
 * device; `details.offline` when no answer came
 */
export async function uploadFile(file: ChosenFile, onProgress?: (share: number) => void): Promise<UploadedFile> {
  const size = 'bytes' in file ? file.bytes.length : file.size
  const most = 'bytes' in file ? MAX_PARTS * PART_BYTES : PART_BYTES
  if (size === 0) throw invalidInput([{ field: 'file', message: '文件是空的，请重新选择' }])
  if (size > most) throw tooLarge('bytes' in file)
  const parts = Math.ceil(size / PART_BYTES)
  const fields = { upload: newKey(), parts: String(parts), name: file.name }
  const tell = (sent: number): void => onProgress?.(Math.min(1, sent / size))
  tell(0)
  for (let part = 1; part <= parts; part++) {
    const from = (part - 1) * PART_BYTES
    const sending = { fields: { ...fields, part: String(part) }, onSent: (bytes: number) => tell(from + bytes) }
    const answer = await sendPart(() =>
      'bytes' in file
        ? sendByBrowser(sending, file.bytes.subarray(from, from + PART_BYTES), file.name)
        : sendByTaro(sending, file.filePath),
    )
    tell(from + PART_BYTES)
    if (answer.done) return answer.file
  }
  throw offline('all parts were taken, but no file came of them')
}

async function sendPart(send: () => Promise<Posted>): Promise<OutputOf<typeof upload>> {
  const attempt = async (): Promise<OutputOf<typeof upload>> => {
    const asked = deviceNow()
    const { body, status } = await send().catch((cause: unknown) => {
      throw offline('no answer came', cause)
    })
    return readAnswer(body, status, (asked + deviceNow()) / 2) as OutputOf<typeof upload>
  }
  try {
    return await attempt()
  } catch (fault) {
    if (fault instanceof AppError && fault.details?.offline === true) return await attempt()
    throw fault
  }
}

const address = (): string => `${apiOrigin()}/api/${upload.name}`

function authorization(): Record<string, string> {
  const token = sessionToken()
  return token === undefined ? {} : { authorization: `Bearer ${token}` }
}

// `fetch` tells nothing of what has left; the older request does.
function sendByBrowser({ fields, onSent }: Sending, bytes: Uint8Array, name: string): Promise<Posted> {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.append(field, value)
  form.append('file', new Blob([new Uint8Array(bytes)]), name)
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', address())
    for (const [header, value] of Object.entries(authorization())) request.setRequestHeader(header, value)
    request.timeout = TIMEOUT_MS
    // The form around the file counts as well: never more than the file.
    request.upload.onprogress = ({ loaded }) => onSent(Math.min(loaded, bytes.length))
    request.onload = () => resolve({ status: request.status, body: parse(request.responseText) })
    request.onerror = () => reject(new Error('network'))
    request.ontimeout = () => reject(new Error('timeout'))
    request.onabort = () => reject(new Error('aborted'))
    request.send(form)
  })
}

async function sendByTaro({ fields, onSent }: Sending, filePath: string): Promise<Posted> {
  const task = Taro.uploadFile({
    url: address(),
    filePath,
    name: 'file',
    formData: { ...fields },
    header: authorization(),
    timeout: TIMEOUT_MS,
  })
  task.progress(({ totalBytesSent }) => onSent(totalBytesSent))
  const { statusCode, data } = await task
  return { status: statusCode, body: parse(data) }
}

const tooLarge = (isBrowser: boolean): AppError =>
  new AppError('LIMIT_EXCEEDED', 'too large to upload from here', {
    userMessage: isBrowser ? '文件太大：图片不能超过 2 MB，文档不能超过 20 MB' : '文件太大，请在电脑上打开控制台上传',
  })

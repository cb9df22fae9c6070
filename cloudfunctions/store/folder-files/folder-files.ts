/** The folder adapter of the Files port: one machine's disk. Addresses are signed and run out; `serve` answers them. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Clock } from '../../runtime/clock'
import { flushFile } from '../flush-file'
import { FILE_TYPES, requirePath, toStoredFile, type FilePath, type Files, type FileType } from '../files'

export interface FolderFilesOptions {
  /** Made when the first file comes. */
  readonly dir: string
  readonly clock: Clock
  /** What addresses start with, e.g. `https://host/files/`; the server hands what follows it to `serve`. */
  readonly baseUrl: string
  /** Signs addresses; the same in all processes of the folder. At least 16 bytes. */
  readonly key: Uint8Array
}

/** The Files port, with the answer to its own addresses. */
export type FolderFiles = Files & Required<Pick<Files, 'serve'>>

/** Opens the adapter; nothing is read or made until it is used. */
export function openFolderFiles({ dir, clock, baseUrl, key }: FolderFilesOptions): FolderFiles {
  const placeOf = (filePath: FilePath): string => path.join(dir, ...filePath.split('/'))
  const sign = (filePath: string, until: number): string =>
    createHmac('sha256', key).update(`${filePath}\n${until}`).digest('base64url')

  return {
    async put(owner, bytes) {
      const file = toStoredFile(owner, bytes)
      const place = placeOf(file.path)
      // The name is the content's hash: what is there already is the same.
      if (!(await exists(place))) await writeDurably(place, bytes)
      return file
    },
    async get(owner, filePath) {
      requirePath(owner, filePath)
      return readIfThere(placeOf(filePath))
    },
    async url(owner, filePath, seconds) {
      requirePath(owner, filePath)
      if (!(await exists(placeOf(filePath)))) return undefined
      const until = clock.now() + seconds * 1000
      return `${baseUrl}${filePath}?until=${until}&sign=${sign(filePath, until)}`
    },
    async remove(owner, filePath) {
      requirePath(owner, filePath)
      await rm(placeOf(filePath), { force: true })
    },
    async serve(filePath, { until = '', sign: given = '' }) {
      const isLiving = /^\d{1,15}$/.test(until) && Number(until) > clock.now()
      // A signature is given only for paths that `requirePath` has passed, so a signed path needs no second check.
      if (!isLiving || !isSame(given, sign(filePath, Number(until)))) return undefined
      const bytes = await readIfThere(placeOf(filePath as FilePath))
      return bytes && { bytes, mime: FILE_TYPES[filePath.slice(filePath.lastIndexOf('.') + 1) as FileType].mime }
    },
  }
}

function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}

const isGone = (cause: unknown): boolean => (cause as NodeJS.ErrnoException).code === 'ENOENT'

async function exists(place: string): Promise<boolean> {
  try {
    return (await stat(place)).isFile()
  } catch (cause) {
    if (isGone(cause)) return false
    throw cause
  }
}

async function readIfThere(place: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(place)
  } catch (cause) {
    if (isGone(cause)) return undefined
    throw cause
  }
}

// Aside, flushed, then renamed: a crash leaves the whole file or none, and never a wrong one under a right name.
async function writeDurably(place: string, bytes: Uint8Array): Promise<void> {
  const folder = path.dirname(place)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const aside = `${place}.${randomBytes(6).toString('hex')}.part`
  try {
    const file = await open(aside, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(aside, place)
  } catch (cause) {
    await rm(aside, { force: true })
    throw cause
  }
  await flushFile(folder)
}

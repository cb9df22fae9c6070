/**
 * The Files port: pictures and documents that people upload. Two adapters (folder, CloudBase storage), one battery
 * (`files-conformance.ts`). What a file is, its bytes say, never its name; its name is the hash of its bytes.
 */
import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { Brand } from '@shared/kernel/brand'
import { AppError, invalidInput } from '@shared/kernel/errors'
import { encodePart, type KeyPart } from './keys'

/** `owner/…/hash.type`: where a file lies, owner first, so that erasing an owner is removing a folder. */
export type FilePath = Brand<string, 'FilePath'>

export type FileType = 'jpg' | 'png' | 'pdf' | 'pptx' | 'docx' | 'xlsx'

/** Whose file: provider, then corp where it belongs to one as that provider sees it. */
export type FileOwner = readonly [provider: KeyPart, corp?: KeyPart]

export interface StoredFile {
  readonly path: FilePath
  readonly type: FileType
  readonly bytes: number
}

/** A file as its own address answers it. */
export interface ServedFile {
  readonly bytes: Uint8Array
  readonly mime: string
}

export interface Files {
  /**
   * Stores bytes under their hash; the same bytes of the same owner are one file, however often they come.
   * @throws AppError INVALID_INPUT for a type we do not take; LIMIT_EXCEEDED over the type's size
   */
  put(owner: FileOwner, bytes: Uint8Array): Promise<StoredFile>
  /**
   * The bytes, or undefined when there is no such file.
   * @throws AppError INVALID_INPUT for a path outside `owner`
   */
  get(owner: FileOwner, path: FilePath): Promise<Uint8Array | undefined>
  /**
   * An address from which a browser can load the file for `seconds`, or undefined when there is no such file.
   * @throws AppError INVALID_INPUT for a path outside `owner`
   */
  url(owner: FileOwner, path: FilePath, seconds: number): Promise<string | undefined>
  /**
   * Removes the file; one that is gone already is no error.
   * @throws AppError INVALID_INPUT for a path outside `owner`
   */
  remove(owner: FileOwner, path: FilePath): Promise<void>
  /**
   * Answers the addresses that `url` gave, where they lead to us; absent where they lead to an object store.
   * @param filePath what follows the addresses' common start, still percent-encoded
   * @param query of the address
   * @returns the file, or undefined for a wrong signature, one that has run out, or a file that is gone
   */
  serve?(filePath: string, query: Readonly<Record<string, string>>): Promise<ServedFile | undefined>
}

const MB = 1024 * 1024

/** What each type is called in answers, and how large it may be: pictures 2 MB, documents 20 MB (WeCom's listing material). */
export const FILE_TYPES: Readonly<Record<FileType, { readonly mime: string; readonly maxBytes: number }>> = {
  jpg: { mime: 'image/jpeg', maxBytes: 2 * MB },
  png: { mime: 'image/png', maxBytes: 2 * MB },
  pdf: { mime: 'application/pdf', maxBytes: 20 * MB },
  pptx: { mime: officeMime('presentationml.presentation'), maxBytes: 20 * MB },
  docx: { mime: officeMime('wordprocessingml.document'), maxBytes: 20 * MB },
  xlsx: { mime: officeMime('spreadsheetml.sheet'), maxBytes: 20 * MB },
}

function officeMime(kind: string): string {
  return `application/vnd.openxmlformats-officedocument.${kind}`
}

/** A checked upload: what it is and where it goes. */
export function toStoredFile(owner: FileOwner, bytes: Uint8Array): StoredFile {
  const type = sniffType(bytes)
  if (!type) {
    throw invalidInput([
      { field: 'file', message: '不支持这种文件，请上传 JPG、PNG 图片，或 PDF、PPTX、DOCX、XLSX 文档' },
    ])
  }
  const { maxBytes } = FILE_TYPES[type]
  if (bytes.length > maxBytes) {
    throw new AppError('LIMIT_EXCEEDED', `a ${type} of ${bytes.length} bytes`, {
      userMessage: `文件太大：${type.toUpperCase()} 不能超过 ${maxBytes / MB} MB，请压缩后重试`,
      details: { maxBytes, bytes: bytes.length },
    })
  }
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 40)
  return { path: `${ownerFolder(owner)}${hash}.${type}` as FilePath, type, bytes: bytes.length }
}

/** The folder of an owner's files, `provider/corp/` or `provider/-/`; the parts are encoded, so that none can climb out. */
export function ownerFolder([provider, corp]: FileOwner): string {
  // `-` stands for "no corp", so a file of a provider is never inside a corp's folder and the reverse.
  return `${folderName(provider)}/${corp === undefined ? '-' : folderName(corp)}/`
}

function folderName(part: KeyPart): string {
  const name = encodePart(part)
  if (name === '') throw new AppError('INTERNAL', 'a file without its owner')
  // `.`, `..` and `-` mean something else as a folder's name, and Windows has no `:` in names.
  return name.replace(/^[.-]|:/g, (char) => `~${char.charCodeAt(0).toString(16)}`)
}

const NAME = /^[0-9a-f]{40}\.(jpg|png|pdf|pptx|docx|xlsx)$/

/**
 * Refuses a path that `put` did not make for this owner.
 * @returns the file's type
 * @throws AppError INVALID_INPUT
 */
export function requirePath(owner: FileOwner, path: FilePath): FileType {
  const folder = ownerFolder(owner)
  const type = path.startsWith(folder) ? NAME.exec(path.slice(folder.length))?.[1] : undefined
  if (!type) throw new AppError('INVALID_INPUT', 'a file path from outside its owner', { userMessage: '文件不存在' })
  return type as FileType
}

/** What the bytes are, by their signature; undefined for anything we do not take. */
export function sniffType(bytes: Uint8Array): FileType | undefined {
  const start = sniffStart(bytes)
  return start === 'zip' ? sniffOffice(bytes) : start
}

/** What the first bytes of a file promise. An office document is a zip; which one only its end tells. */
export function sniffStart(bytes: Uint8Array): 'jpg' | 'png' | 'pdf' | 'zip' | undefined {
  const starts = (...signature: number[]): boolean => signature.every((byte, i) => bytes[i] === byte)
  if (starts(0xff, 0xd8, 0xff)) return 'jpg'
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  if (starts(0x25, 0x50, 0x44, 0x46, 0x2d)) return 'pdf'
  if (starts(0x50, 0x4b, 0x03, 0x04)) return 'zip'
  return undefined
}

// An office document is a zip: its central directory, at the end, names every part, and one part tells which kind it is.
const OFFICE_PARTS = { 'ppt/presentation.xml': 'pptx', 'word/document.xml': 'docx', 'xl/workbook.xml': 'xlsx' } as const

function sniffOffice(bytes: Uint8Array): FileType | undefined {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const names = zipNames(zip)
  if (!names?.includes('[Content_Types].xml')) return undefined
  for (const [part, type] of Object.entries(OFFICE_PARTS)) if (names.includes(part)) return type
  return undefined
}

const END_BYTES = 22
const ENTRY_BYTES = 46
const MAX_ENTRIES = 20_000

/** Names in a zip's central directory, or undefined when it has none that can be read. */
function zipNames(zip: Buffer): string[] | undefined {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + END_BYTES > zip.length) return undefined
  const names: string[] = []
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0 && names.length < MAX_ENTRIES; left--) {
    if (at + ENTRY_BYTES > end || zip.readUInt32LE(at) !== 0x02014b50) return undefined
    const [name, extra, comment] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)]
    names.push(zip.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + name))
    at += ENTRY_BYTES + name + extra + comment
  }
  return names
}

/** The file `npm run check:listing` reads: `[{object, field, value, edition?}]`, images as paths or base64. */
import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { Edition } from '@shared/rules/lexicon'
import type { FieldSpec, ListingItem, ListingValue, NamedImage, Sheet } from '@shared/rules/rule'
import { fieldSpec, isListingObject, OBJECTS } from '@shared/rules/rules'

const EDITIONS: readonly unknown[] = ['2022', '2024'] satisfies Edition[]
/** No path that people write has this many characters without a dot; the smallest PNG has more in base64. */
const MIN_BASE64 = 64
const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/
const DATA_URL = /^data:[^,]*;base64,/

/** What a row holds that cannot be checked, in Chinese, without its number. */
class BadRow extends Error {}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

async function firstReadable(folders: readonly string[], path: string): Promise<Uint8Array | undefined> {
  for (const folder of folders) {
    const bytes = await readFile(resolve(folder, path)).catch(() => undefined)
    if (bytes) return bytes
  }
  return undefined
}

/** @throws BadRow when the text is neither a readable file nor base64 */
async function readImage(text: string, folders: readonly string[]): Promise<NamedImage> {
  const data = text.replace(DATA_URL, '')
  const isBase64 = data !== text || (data.length >= MIN_BASE64 && BASE64.test(data))
  if (isBase64) return { bytes: Buffer.from(data, 'base64'), fileName: '' }
  const bytes = await firstReadable(folders, text)
  if (!bytes) throw new BadRow(`读不到图片“${text.slice(0, 80)}”；图片写文件路径或 base64`)
  return { bytes, fileName: basename(text) }
}

const texts = (value: unknown): readonly string[] | undefined => {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  return list.every((one) => typeof one === 'string') ? list : undefined
}

function readSheets(value: unknown): readonly Sheet[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : []
  return list.map((one) => {
    const { name, merged = [], filledRows = 0 } = isObject(one) ? one : {}
    const ranges = texts(merged)
    if (!Array.isArray(value) || typeof name !== 'string' || !ranges || typeof filledRows !== 'number') {
      throw new BadRow('value 应为 [{"name":"版本功能","merged":["A1:B2"],"filledRows":12}]')
    }
    return { name, merged: ranges, filledRows }
  })
}

async function readValue(spec: FieldSpec, value: unknown, folders: readonly string[]): Promise<ListingValue> {
  const list = texts(value)
  switch (spec.kind) {
    case 'text':
      if (typeof value !== 'string') throw new BadRow('value 应为字符串')
      return value
    case 'texts':
      if (!list) throw new BadRow('value 应为字符串或字符串数组')
      return list
    case 'image':
      if (typeof value !== 'string') throw new BadRow('value 应为图片的文件路径或 base64')
      return value === '' ? '' : readImage(value, folders)
    case 'images':
      if (!list) throw new BadRow('value 应为图片的文件路径或 base64，或它们的数组')
      return Promise.all(list.map((one) => readImage(one, folders)))
    case 'sheets':
      if (!Array.isArray(value)) throw new BadRow('value 应为工作表数组')
      return readSheets(value)
    case 'flag':
      if (typeof value !== 'boolean') throw new BadRow('value 应为 true 或 false')
      return value
  }
}

async function readRow(row: unknown, folders: readonly string[]): Promise<ListingItem> {
  if (!isObject(row)) throw new BadRow('应为 {object, field, value}')
  const { object, field, value, edition } = row
  if (typeof object !== 'string' || !isListingObject(object)) {
    throw new BadRow(`没有对象 object=${JSON.stringify(object)}；可用：${Object.keys(OBJECTS).join(' ')}`)
  }
  const spec = typeof field === 'string' ? fieldSpec(object, field) : undefined
  if (typeof field !== 'string' || !spec) {
    throw new BadRow(`没有字段 field=${JSON.stringify(field)}；可用：${Object.keys(OBJECTS[object]).join(' ')}`)
  }
  if (edition !== undefined && !EDITIONS.includes(edition)) throw new BadRow(`edition 应为 ${EDITIONS.join(' 或 ')}`)
  const read = await readValue(spec, value, folders)
  return { object, field, value: read, ...(edition === undefined ? {} : { edition: edition as Edition }) }
}

/** `第 3 条 solution.name`: as much as a row says of itself. */
function placeOf(row: unknown, index: number): string {
  const { object, field } = isObject(row) ? row : {}
  const names = [object, field].filter((name) => typeof name === 'string')
  return `第 ${index + 1} 条 ${names.join('.')}`.trim()
}

export type ListingFile =
  | { readonly ok: true; readonly items: readonly ListingItem[] }
  | { readonly ok: false; readonly faults: readonly string[] }

/**
 * Reads the rows of such a file.
 * @param text    the file's contents
 * @param folders where relative image paths are looked for, in this order
 * @returns the items, or every row that cannot be checked, by number and field
 */
export async function readListingFile(text: string, folders: readonly string[]): Promise<ListingFile> {
  let rows: unknown
  try {
    rows = JSON.parse(text)
  } catch (error) {
    return { ok: false, faults: [`不是 JSON：${error instanceof Error ? error.message : String(error)}`] }
  }
  if (!Array.isArray(rows)) return { ok: false, faults: ['应为 [{object, field, value}] 数组'] }
  const items: ListingItem[] = []
  const faults: string[] = []
  for (const [i, row] of (rows as readonly unknown[]).entries()) {
    try {
      items.push(await readRow(row, folders))
    } catch (error) {
      if (!(error instanceof BadRow)) throw error
      faults.push(`${placeOf(row, i)}：${error.message}`)
    }
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, items }
}

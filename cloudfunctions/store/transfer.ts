/** Export lines, written and read; the same on every adapter. */
import { AppError } from '@shared/kernel/errors'
import { NEVER, requireId, toDocument, type StoredDocument } from './document'
import type { DocId } from './keys'
import type { ExportLine } from './maintenance'
import type { AnyCollection } from './store'

/** One document as an export line; the body's JSON text goes in as it is. */
export function writeLine(
  collection: string,
  doc: Pick<StoredDocument, '_id' | 'v' | 'at' | 'exp' | 'fmt' | 'd'>,
): string {
  const head: Omit<ExportLine, 'body'> = {
    in: collection,
    id: doc._id,
    version: doc.v,
    at: doc.at,
    ...(doc.exp >= NEVER ? {} : { expiresAt: doc.exp }),
    format: doc.fmt,
  }
  return `${JSON.stringify(head).slice(0, -1)},"body":${doc.d}}`
}

/** A reader of export lines for these collections. */
export function lineReader(collections: readonly AnyCollection[]): LineReader {
  const byName = new Map(collections.map((def) => [def.name, def]))
  return (line, lineNumber, token) => {
    const parsed = parseLine(line, lineNumber)
    const def = byName.get(parsed.in)
    if (!def) throw badLine(lineNumber, `no collection ${JSON.stringify(parsed.in)}`)
    if (parsed.format > def.format) throw badLine(lineNumber, `format ${parsed.format} is newer than this release`)
    return { def, doc: documentFrom(def, parsed, lineNumber, token) }
  }
}

/** @throws AppError INVALID_INPUT naming the line */
export type LineReader = (
  line: string,
  lineNumber: number,
  token: string,
) => { def: AnyCollection; doc: StoredDocument }

function documentFrom(def: AnyCollection, line: ExportLine, lineNumber: number, token: string): StoredDocument {
  try {
    const id = line.id as DocId
    requireId(def, id)
    const body = line.format === def.format ? line.body : upcast(def, line)
    const doc = toDocument(def, {
      id,
      body,
      version: line.version,
      token,
      now: line.at,
      expiresAt: line.expiresAt ?? NEVER,
    })
    return doc
  } catch (cause) {
    throw badLine(lineNumber, cause instanceof Error ? cause.message : String(cause), cause)
  }
}

function upcast(def: AnyCollection, line: ExportLine): unknown {
  if (!def.upcast) throw new AppError('INTERNAL', `${def.name} cannot read format ${line.format}`)
  return def.upcast(line.body, line.format)
}

function parseLine(line: string, lineNumber: number): ExportLine {
  let parsed: unknown
  try {
    parsed = JSON.parse(line)
  } catch (cause) {
    throw badLine(lineNumber, 'not JSON', cause)
  }
  if (!isExportLine(parsed)) throw badLine(lineNumber, 'not a line of an export')
  return parsed
}

function isExportLine(value: unknown): value is ExportLine {
  if (typeof value !== 'object' || value === null) return false
  const line = value as Partial<Record<keyof ExportLine, unknown>>
  const isCount = (n: unknown): boolean => Number.isSafeInteger(n) && (n as number) >= 1
  return (
    typeof line.in === 'string' &&
    typeof line.id === 'string' &&
    isCount(line.version) &&
    Number.isSafeInteger(line.at) &&
    (line.expiresAt === undefined || Number.isSafeInteger(line.expiresAt)) &&
    isCount(line.format) &&
    'body' in line
  )
}

const badLine = (lineNumber: number, what: string, cause?: unknown): AppError =>
  new AppError('INVALID_INPUT', `line ${lineNumber}: ${what}`, {
    userMessage: `第 ${lineNumber} 行无法导入：${what}`,
    ...(cause === undefined ? {} : { cause }),
  })

/** Export lines, written and read; the same on every adapter. */
import { AppError } from '@shared/kernel/errors'
import { NEVER, requireId, type DocumentInput, type StoredDocument } from './document'
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

/** What a line asks to be stored, of which each adapter makes its own form. */
export interface ImportedDocument {
  readonly def: AnyCollection
  readonly input: Omit<DocumentInput, 'token'>
}

/** @throws AppError INVALID_INPUT naming the line */
export type LineReader = (line: string, lineNumber: number) => ImportedDocument

/** A reader of export lines for these collections; bodies come in the present format. */
export function lineReader(collections: readonly AnyCollection[]): LineReader {
  const byName = new Map(collections.map((def) => [def.name, def]))
  return (text, lineNumber) => {
    const line = parseLine(text, lineNumber)
    const def = byName.get(line.in)
    if (!def) throw badLine(lineNumber, `no collection ${JSON.stringify(line.in)}`)
    try {
      const id = line.id as DocId
      requireId(def, id)
      const { version, at: now, expiresAt = NEVER } = line
      return { def, input: { id, body: presentBody(def, line), version, now, expiresAt } }
    } catch (cause) {
      throw badLine(lineNumber, cause instanceof Error ? cause.message : String(cause), cause)
    }
  }
}

function presentBody(def: AnyCollection, line: ExportLine): unknown {
  if (line.format === def.format) return line.body
  if (!def.upcast || line.format > def.format)
    throw new AppError('INTERNAL', `${def.name} cannot read format ${line.format}`)
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

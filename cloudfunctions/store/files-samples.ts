/** The smallest files of each type, for tests: right by signature and, where the format has one, by structure. */
import { Buffer } from 'node:buffer'
import type { FileType } from './files'

const PNG_1X1 = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const SAMPLES: Readonly<Record<FileType, () => Buffer>> = {
  jpg: () =>
    Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xff, 0xd9]),
  png: () => Buffer.from(PNG_1X1, 'base64'),
  pdf: () => Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
  pptx: () => zipOf('[Content_Types].xml', 'ppt/presentation.xml'),
  docx: () => zipOf('[Content_Types].xml', 'word/document.xml'),
  xlsx: () => zipOf('[Content_Types].xml', 'xl/workbook.xml'),
}

/** A small file of a type. */
export const sampleFile = (type: FileType): Buffer => SAMPLES[type]()

// Stored, empty entries; a zip needs no more to be listed.
function zipOf(...names: string[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const name of names) {
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50)
    local.writeUInt16LE(name.length, 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50)
    central.writeUInt16LE(name.length, 28)
    central.writeUInt32LE(offset, 42)
    parts.push(local, Buffer.from(name))
    directory.push(central, Buffer.from(name))
    offset += 30 + name.length
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50)
  end.writeUInt16LE(names.length, 8)
  end.writeUInt16LE(names.length, 10)
  end.writeUInt32LE(entries.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...parts, entries, end])
}

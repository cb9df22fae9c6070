/** Images read from their bytes: nothing a name or a header claims is believed. Pure, without Node; pixels are not decoded. */

export type ImageType = 'png' | 'jpeg'

/** What the bytes are. */
export type ImageReading =
  | {
      readonly kind: 'image'
      readonly type: ImageType
      readonly width: number
      readonly height: number
      /** PNG with an alpha channel or a transparent colour; whether any pixel uses it is not looked at. */
      readonly hasAlpha: boolean
      readonly isAnimated: boolean
      /** Bytes after the image's own end. */
      readonly trailingBytes: number
    }
  /** Starts as one of our types and does not keep its word. */
  | { readonly kind: 'broken'; readonly type: ImageType; readonly fault: ImageFault }
  /** Another kind of file, whatever it is called. */
  | { readonly kind: 'other'; readonly type: string }
  | { readonly kind: 'empty' }

export type ImageFault = 'truncated' | 'damaged'

const ascii = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length))
const startsWith = (bytes: Uint8Array, signature: readonly number[], at = 0): boolean =>
  signature.every((byte, i) => bytes[at + i] === byte)
const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] ?? 0
const uint16 = (bytes: Uint8Array, at: number): number => (byteAt(bytes, at) << 8) | byteAt(bytes, at + 1)
const uint32 = (bytes: Uint8Array, at: number): number => uint16(bytes, at) * 0x1_0000 + uint16(bytes, at + 2)

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const JPEG = [0xff, 0xd8, 0xff]

const OTHERS: readonly (readonly [name: string, at: number, text: string])[] = [
  ['gif', 0, 'GIF8'],
  ['webp', 8, 'WEBP'],
  ['bmp', 0, 'BM'],
  ['heic', 4, 'ftyphei'],
  ['heic', 4, 'ftypmif'],
  ['avif', 4, 'ftypavi'],
  ['mp4', 4, 'ftyp'],
  ['tiff', 0, 'II*'],
  ['tiff', 0, 'MM\0*'],
  ['psd', 0, '8BPS'],
  ['pdf', 0, '%PDF'],
  ['zip', 0, 'PK\x03\x04'],
  ['svg', 0, '<svg'],
  ['html', 0, '<!DO'],
  ['xml', 0, '<?xm'],
]

/** Reads an image. Never throws, whatever the bytes. */
export function readImage(bytes: Uint8Array): ImageReading {
  if (bytes.length === 0) return { kind: 'empty' }
  if (startsWith(bytes, PNG)) return readPng(bytes)
  if (startsWith(bytes, JPEG)) return readJpeg(bytes)
  if (isStartOf(bytes, PNG)) return { kind: 'broken', type: 'png', fault: 'truncated' }
  if (isStartOf(bytes, JPEG)) return { kind: 'broken', type: 'jpeg', fault: 'truncated' }
  const other = OTHERS.find(([, at, text]) => ascii(bytes, at, text.length) === text)
  return { kind: 'other', type: other ? other[0] : 'unknown' }
}

/** The file ends inside the signature. */
const isStartOf = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  bytes.length > 1 && bytes.length < signature.length && bytes.every((byte, i) => byte === signature[i])

/** Walking stops at the first thing wrong. */
type Walked<T> = T | ImageFault
const isFault = <T>(walked: Walked<T>): walked is ImageFault => walked === 'truncated' || walked === 'damaged'

/** Bit depths PNG allows by colour type. */
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
}

interface PngHead {
  readonly width: number
  readonly height: number
  readonly colourType: number
}

function pngHead(bytes: Uint8Array): Walked<PngHead> {
  if (bytes.length < 33) return 'truncated'
  if (uint32(bytes, 8) !== 13 || ascii(bytes, 12, 4) !== 'IHDR') return 'damaged'
  const [width, height] = [uint32(bytes, 16), uint32(bytes, 20)]
  const [depth, colourType] = [byteAt(bytes, 24), byteAt(bytes, 25)]
  const isSize = (side: number) => side > 0 && side < 0x8000_0000
  const isKnown = DEPTHS[colourType]?.includes(depth) && bytes[26] === 0 && bytes[27] === 0 && byteAt(bytes, 28) < 2
  return isSize(width) && isSize(height) && isKnown ? { width, height, colourType } : 'damaged'
}

function readPng(bytes: Uint8Array): ImageReading {
  const head = pngHead(bytes)
  if (isFault(head)) return { kind: 'broken', type: 'png', fault: head }
  const chunks = walkPng(bytes)
  if (isFault(chunks)) return { kind: 'broken', type: 'png', fault: chunks }
  const { seen, end } = chunks
  const isWhole = seen.has('IDAT') && (head.colourType !== 3 || seen.has('PLTE'))
  if (!isWhole) return { kind: 'broken', type: 'png', fault: 'damaged' }
  return {
    kind: 'image',
    type: 'png',
    width: head.width,
    height: head.height,
    hasAlpha: head.colourType >= 4 || seen.has('tRNS'),
    isAnimated: seen.has('acTL'),
    trailingBytes: bytes.length - end,
  }
}

/** Every chunk up to IEND, checksums compared; the data chunks must follow each other. */
function walkPng(bytes: Uint8Array): Walked<{ seen: ReadonlySet<string>; end: number }> {
  const seen = new Set<string>()
  let last = ''
  let at = 8
  while (at + 12 <= bytes.length) {
    const length = uint32(bytes, at)
    const end = at + 12 + length
    if (end > bytes.length) return 'truncated'
    const type = ascii(bytes, at + 4, 4)
    if (!/^[A-Za-z]{4}$/.test(type)) return 'damaged'
    if (crc32(bytes, at + 4, end - 4) !== uint32(bytes, end - 4)) return 'damaged'
    if (seen.has(type) && (type === 'IHDR' || (type === 'IDAT' && last !== 'IDAT'))) return 'damaged'
    if (type === 'IEND') return length === 0 ? { seen, end } : 'damaged'
    seen.add(type)
    last = type
    at = end
  }
  return 'truncated'
}

let crcTable: Uint32Array | undefined

function makeCrcTable(): Uint32Array {
  const table = new Uint32Array(256)
  for (let n = 0; n < 256; n++) {
    let c = n
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb8_8320 ^ (c >>> 1) : c >>> 1
    table[n] = c
  }
  return table
}

/** CRC-32 of bytes[from, to), as PNG and zip use it. */
export function crc32(bytes: Uint8Array, from = 0, to = bytes.length): number {
  const table = (crcTable ??= makeCrcTable())
  let crc = 0xffff_ffff
  for (let i = from; i < to; i++) crc = (table[(crc ^ (bytes[i] as number)) & 0xff] as number) ^ (crc >>> 8)
  return (crc ^ 0xffff_ffff) >>> 0
}

const EOI = 0xd9
const SOS = 0xda

/** Frame headers hold the size: C0 … CF without tables (C4), extensions (C8) and arithmetic conditioning (CC). */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
/** Markers without a segment: TEM and RST0 … RST7. */
const isBare = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)

/** Where the entropy-coded data after a scan header ends: at the next 0xFF that is neither stuffing nor a restart. */
function afterScan(bytes: Uint8Array, from: number): number {
  let at = from
  for (;;) {
    at = bytes.indexOf(0xff, at)
    if (at < 0 || at + 1 >= bytes.length) return bytes.length
    const next = byteAt(bytes, at + 1)
    if (next !== 0 && next !== 0xff && !isBare(next)) return at
    at += next === 0xff ? 1 : 2
  }
}

function readJpeg(bytes: Uint8Array): ImageReading {
  const walked = walkJpeg(bytes)
  if (isFault(walked)) return { kind: 'broken', type: 'jpeg', fault: walked }
  const { width, height, end } = walked
  if (width === 0 || height === 0) return { kind: 'broken', type: 'jpeg', fault: 'damaged' }
  const trailingBytes = bytes.length - end
  return { kind: 'image', type: 'jpeg', width, height, hasAlpha: false, isAnimated: false, trailingBytes }
}

/** Every marker up to the end of the image. */
function walkJpeg(bytes: Uint8Array): Walked<{ width: number; height: number; end: number }> {
  let size: { width: number; height: number } | undefined
  let hasScan = false
  let at = 2
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return 'damaged'
    const marker = byteAt(bytes, at + 1)
    if (marker === 0xff) {
      at += 1
    } else if (marker === EOI) {
      return size && hasScan ? { ...size, end: at + 2 } : 'damaged'
    } else if (isBare(marker)) {
      at += 2
    } else {
      const end = at + 2 + uint16(bytes, at + 2)
      if (at + 4 > bytes.length || end > bytes.length) return 'truncated'
      if (end < at + 4 || marker === 0 || marker === 0xd8) return 'damaged'
      if (isFrame(marker)) {
        if (size || end < at + 11) return 'damaged'
        size = { height: uint16(bytes, at + 5), width: uint16(bytes, at + 7) }
      }
      if (marker === SOS) {
        if (!size) return 'damaged'
        hasScan = true
      }
      at = marker === SOS ? afterScan(bytes, end) : end
    }
  }
  return 'truncated'
}

/** Images made in code, byte by byte: for tests of what reads them. */
import { crc32 } from '../image'

const ascii = (text: string): number[] => [...text].map((char) => char.charCodeAt(0))
const uint32 = (value: number): number[] => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
const uint16 = (value: number): number[] => [(value >>> 8) & 255, value & 255]

/** Pieces in a row. */
export function join(...pieces: readonly ArrayLike<number>[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

export const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** One chunk with its checksum. */
export function chunk(type: string, data: ArrayLike<number> = []): Uint8Array {
  const body = join(ascii(type), data)
  return join(uint32(data.length), body, uint32(crc32(body)))
}

export interface PngOptions {
  readonly width?: number
  readonly height?: number
  /** 2 is RGB, 6 RGB with alpha, 3 palette. */
  readonly colourType?: number
  readonly depth?: number
  /** Chunks between the head and the data. */
  readonly before?: readonly Uint8Array[]
  /** Bytes of image data; not compressed pixels, which nobody decodes here. */
  readonly data?: ArrayLike<number>
}

/** The head chunk. */
export const pngHead = ({ width = 750, height = 750, colourType = 6, depth = 8 }: PngOptions = {}): Uint8Array =>
  chunk('IHDR', [...uint32(width), ...uint32(height), depth, colourType, 0, 0, 0])

/** A whole PNG. */
export const aPng = (options: PngOptions = {}): Uint8Array =>
  join(
    PNG_SIGNATURE,
    pngHead(options),
    ...(options.before ?? []),
    chunk('IDAT', options.data ?? [0x78, 0x9c, 3, 0, 0, 0, 0, 1]),
    chunk('IEND'),
  )

/** One marker segment. */
export const segment = (marker: number, data: ArrayLike<number>): Uint8Array =>
  join([0xff, marker], uint16(data.length + 2), data)

export interface JpegOptions {
  readonly width?: number
  readonly height?: number
  /** 0xC0 baseline, 0xC2 progressive. */
  readonly frame?: number
  readonly before?: readonly Uint8Array[]
  /** Entropy-coded data; 0xFF in it must be stuffed. */
  readonly data?: ArrayLike<number>
}

/** The frame header with the size. */
export const jpegFrame = ({ width = 750, height = 750, frame = 0xc0 }: JpegOptions = {}): Uint8Array =>
  segment(frame, [8, ...uint16(height), ...uint16(width), 1, 1, 0x11, 0])

/** A whole JPEG with one scan. */
export const aJpeg = (options: JpegOptions = {}): Uint8Array =>
  join(
    [0xff, 0xd8],
    segment(0xe0, [...ascii('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...(options.before ?? []),
    jpegFrame(options),
    segment(0xda, [1, 1, 0, 0, 63, 0]),
    options.data ?? [0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56],
    [0xff, 0xd9],
  )

/** The start of a GIF. */
export const aGif = (width = 750, height = 750): Uint8Array =>
  join(ascii('GIF89a'), [width & 255, width >> 8, height & 255, height >> 8, 0, 0, 0, 0x3b])

export const asciiBytes = (text: string): Uint8Array => join(ascii(text))

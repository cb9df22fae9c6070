import qrcode from 'qrcode-generator'

const QUIET = 4

/**
 * A QR code as a PNG data URI: 1 bit a dot, stored deflate blocks, no canvas, so the same in a browser and in WeCom.
 * @param content ASCII only (the generator takes text as Latin-1): an address of ours or WeCom's
 * @param scale   pixels a dot
 * @throws RangeError when the content is not ASCII
 */
export function qrPng(content: string, scale = 6): string {
  if ([...content].some((sign) => sign.charCodeAt(0) > 126)) throw new RangeError('a QR code holds ASCII only')
  const code = qrcode(0, 'M')
  code.addData(content)
  code.make()
  const dots = code.getModuleCount()
  const size = (dots + 2 * QUIET) * scale
  const stride = Math.ceil(size / 8)
  const rows = new Uint8Array(size * (stride + 1))
  for (let y = 0; y < size; y++) {
    const line = y * (stride + 1) + 1
    rows.fill(0xff, line, line + stride)
    const row = Math.floor(y / scale) - QUIET
    if (row < 0 || row >= dots) continue
    for (let x = QUIET * scale; x < (dots + QUIET) * scale; x++) {
      if (!code.isDark(row, Math.floor(x / scale) - QUIET)) continue
      const at = line + (x >> 3)
      rows[at] = (rows[at] ?? 0) & ~(0x80 >> (x & 7))
    }
  }
  const head = [...be32(size), ...be32(size), 1, 0, 0, 0, 0]
  const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  png.push(...chunk('IHDR', head), ...chunk('IDAT', stored(rows)), ...chunk('IEND', []))
  return `data:image/png;base64,${base64(png)}`
}

/** zlib stream of uncompressed blocks. */
function stored(data: Uint8Array): number[] {
  const out = [0x78, 0x01]
  for (let at = 0; at < data.length; at += 0xffff) {
    const length = Math.min(0xffff, data.length - at)
    out.push(at + length === data.length ? 1 : 0, length & 255, length >> 8, ~length & 255, (~length >> 8) & 255)
    data.subarray(at, at + length).forEach((byte) => out.push(byte))
  }
  let a = 1
  let b = 0
  data.forEach((byte) => {
    a = (a + byte) % 65521
    b = (b + a) % 65521
  })
  out.push(...be32(b * 65536 + a))
  return out
}

function chunk(name: string, body: readonly number[]): number[] {
  const named = [...name].map((sign) => sign.charCodeAt(0)).concat(body)
  return [...be32(body.length), ...named, ...be32(crc32(named))]
}

function crc32(bytes: readonly number[]): number {
  let crc = ~0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}

const be32 = (n: number): number[] => [(n >>> 24) & 255, (n >>> 16) & 255, (n >>> 8) & 255, n & 255]

const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

function base64(bytes: readonly number[]): string {
  let out = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = [bytes[at], bytes[at + 1], bytes[at + 2]]
    const word = (a << 16) | ((b ?? 0) << 8) | (c ?? 0)
    out += `${SIGNS[word >> 18]}${SIGNS[(word >> 12) & 63]}`
    out += `${b === undefined ? '=' : SIGNS[(word >> 6) & 63]}${c === undefined ? '=' : SIGNS[word & 63]}`
  }
  return out
}

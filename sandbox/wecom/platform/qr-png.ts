/** A QR code as a grey PNG, with nothing but zlib. */
import { deflateSync } from 'node:zlib'
import qrcode from 'qrcode-generator'

const QUIET_MODULES = 4

// node:zlib has crc32 only since 20.15; the project runs on any 20.
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let bit = 0; bit < 8; bit += 1) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1
  return c
})

function crc32(data: Uint8Array): number {
  let c = 0xffffffff
  for (const byte of data) c = (CRC_TABLE[(c ^ byte) & 255] ?? 0) ^ (c >>> 8)
  return (c ^ 0xffffffff) >>> 0
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}

/** @param scale pixels a module */
export function qrPng(text: string, scale: number): Uint8Array {
  const qr = qrcode(0, 'M')
  qr.addData(text)
  qr.make()
  const modules = qr.getModuleCount()
  const side = (modules + 2 * QUIET_MODULES) * scale
  const rows = Buffer.alloc(side * (side + 1), 255)
  for (let y = 0; y < side; y += 1) {
    rows[y * (side + 1)] = 0
    for (let x = 0; x < side; x += 1) {
      const row = Math.floor(y / scale) - QUIET_MODULES
      const column = Math.floor(x / scale) - QUIET_MODULES
      const isInside = row >= 0 && column >= 0 && row < modules && column < modules
      if (isInside && qr.isDark(row, column)) rows[y * (side + 1) + 1 + x] = 0
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([8, 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', new Uint8Array()),
  ])
}

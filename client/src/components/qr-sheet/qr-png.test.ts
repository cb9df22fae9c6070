import { inflateSync } from 'node:zlib'
import jsqr from 'jsqr'
import { qrPng } from './qr-png'

/** Reads a 1-bit greyscale PNG into RGBA pixels, checking nothing that the reader below would not notice. */
function pixelsOf(uri: string): { data: Uint8ClampedArray; size: number } {
  const png = Buffer.from(uri.slice('data:image/png;base64,'.length), 'base64')
  expect(png.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
  const size = png.readUInt32BE(16)
  const idat = png.indexOf('IDAT')
  const rows = inflateSync(png.subarray(idat + 4, idat + 4 + png.readUInt32BE(idat - 4)))
  const stride = Math.ceil(size / 8) + 1
  const data = new Uint8ClampedArray(size * size * 4).fill(255)
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const bit = ((rows[y * stride + 1 + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1
      data.fill(bit * 255, (y * size + x) * 4, (y * size + x) * 4 + 3)
    }
  }
  return { data, size }
}

describe('a QR picture', () => {
  it.each([
    'https://accord.example.com/l/yunqi/abcdefghijklmnopqrstuvwxyz',
    `https://open.work.weixin.qq.com/3rdapp/customized/auth?code=${'x'.repeat(300)}`,
  ])('is read back as what it holds: %s', (content) => {
    const { data, size } = pixelsOf(qrPng(content, 4))
    expect(jsqr(data, size, size)?.data).toBe(content)
  })

  it('refuses what a scanner would read as something else', () => {
    expect(() => qrPng('https://例子.cn/')).toThrow(RangeError)
  })
})

import qrcode from 'qrcode-generator'
import { decodeQr, type Pixels } from './decode-qr'

interface Drawing {
  moduleSize?: number
  margin?: number
  light?: readonly [number, number, number, number]
  dark?: readonly [number, number, number, number]
}

/** Draws a real QR code into RGBA bytes. */
function aQrPicture(text: string, drawing: Drawing = {}): Pixels {
  const { moduleSize = 4, margin = 4, light = [255, 255, 255, 255], dark = [0, 0, 0, 255] } = drawing
  qrcode.stringToBytes = (input) => [...new TextEncoder().encode(input)]
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  const side = (code.getModuleCount() + 2 * margin) * moduleSize
  const data = new Uint8ClampedArray(side * side * 4)
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const row = Math.floor(y / moduleSize) - margin
      const column = Math.floor(x / moduleSize) - margin
      const inside = row >= 0 && column >= 0 && row < code.getModuleCount() && column < code.getModuleCount()
      data.set(inside && code.isDark(row, column) ? dark : light, (y * side + x) * 4)
    }
  }
  return { data, width: side, height: side }
}

const LINK = 'http://127.0.0.1:4680/l/yunqi/3fK9xTqWmA7c2Lr8'

describe('decodeQr', () => {
  it('reads the text of a code from its pixels', () => {
    expect(decodeQr(aQrPicture(LINK))).toBe(LINK)
  })

  it('reads a code of one pixel per module drawn without a quiet zone', () => {
    expect(decodeQr(aQrPicture(LINK, { moduleSize: 1, margin: 0 }))).toBe(LINK)
  })

  it('takes transparent pixels as white paper', () => {
    expect(decodeQr(aQrPicture(LINK, { light: [0, 0, 0, 0] }))).toBe(LINK)
  })

  it('reads Chinese text', () => {
    expect(decodeQr(aQrPicture('不是链接的二维码'))).toBe('不是链接的二维码')
  })

  it('finds nothing in a picture without a code', () => {
    const grey = new Uint8ClampedArray(200 * 200 * 4).fill(128)
    expect(decodeQr({ data: grey, width: 200, height: 200 })).toBeUndefined()
  })

  it('finds nothing in a code whose locating corner was painted over', () => {
    const picture = aQrPicture(LINK)
    for (let y = 0; y < picture.height / 2; y++) {
      const start = y * picture.width * 4
      picture.data.fill(255, start, start + picture.width * 2)
    }
    expect(decodeQr(picture)).toBeUndefined()
  })

  it('finds nothing in an empty picture', () => {
    expect(decodeQr({ data: new Uint8ClampedArray(0), width: 0, height: 0 })).toBeUndefined()
  })
})

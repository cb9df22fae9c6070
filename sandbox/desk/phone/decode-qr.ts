import jsQR from 'jsqr'

/** A picture as RGBA bytes, row by row; the shape of the browser's `ImageData`. */
export interface Pixels {
  readonly data: Uint8ClampedArray
  /** Pixels. */
  readonly width: number
  /** Pixels. */
  readonly height: number
}

/** Below this side a module is often one or two pixels wide, which the locator loses; such pictures are enlarged first. */
const SMALL_SIDE = 240
/** White border added on every side, in pixels of the picture: codes are often drawn without their quiet zone. */
const QUIET_ZONE = 16

/**
 * Reads the QR code in a picture, as a scanner would: only the pixels count, never where the picture came from.
 * Transparent pixels count as white; a dark-on-light and a light-on-dark code are both read.
 * @param pixels RGBA picture
 * @returns the text of the code, or undefined when the picture holds no readable code (garbled, cut off, just a photo)
 */
export function decodeQr(pixels: Pixels): string | undefined {
  if (pixels.width < 1 || pixels.height < 1) return undefined
  const prepared = withQuietZone(enlarge(pixels))
  const code = jsQR(prepared.data, prepared.width, prepared.height, { inversionAttempts: 'attemptBoth' })
  return code && code.data !== '' ? code.data : undefined
}

function enlarge(pixels: Pixels): Pixels {
  const side = Math.min(pixels.width, pixels.height)
  const factor = side < SMALL_SIDE ? Math.ceil(SMALL_SIDE / side) : 1
  if (factor === 1) return pixels
  const width = pixels.width * factor
  const height = pixels.height * factor
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (Math.floor(y / factor) * pixels.width + Math.floor(x / factor)) * 4
      data.set(pixels.data.subarray(from, from + 4), (y * width + x) * 4)
    }
  }
  return { data, width, height }
}

function withQuietZone(pixels: Pixels): Pixels {
  const width = pixels.width + 2 * QUIET_ZONE
  const height = pixels.height + 2 * QUIET_ZONE
  const data = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let y = 0; y < pixels.height; y++) {
    for (let x = 0; x < pixels.width; x++) {
      const from = (y * pixels.width + x) * 4
      const to = ((y + QUIET_ZONE) * width + x + QUIET_ZONE) * 4
      const alpha = (pixels.data[from + 3] ?? 255) / 255
      for (let channel = 0; channel < 3; channel++) {
        data[to + channel] = (pixels.data[from + channel] ?? 255) * alpha + 255 * (1 - alpha)
      }
    }
  }
  return { data, width, height }
}

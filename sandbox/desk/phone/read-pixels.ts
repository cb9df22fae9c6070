import type { Pixels } from './decode-qr'

/** Longest side kept: enough for the densest code, small enough to store in an album. */
const LONGEST_SIDE = 640

/** A picture taken from a page. */
export interface Snapshot {
  readonly pixels: Pixels
  /** The same as a PNG `data:` URL. */
  readonly dataUrl: string
}

/**
 * Takes the picture an element shows: an image, a canvas, or a drawn svg. Bytes are fetched again where possible, because a picture
 * from another origin would taint the canvas.
 * @returns undefined when the browser does not let us see it or it is no picture
 */
export async function snapshotOf(element: Element): Promise<Snapshot | undefined> {
  const source = sourceOf(element)
  return source === undefined ? undefined : snapshotFrom(source)
}

/** Takes the picture behind a URL (`data:`, `blob:`, same origin, or shared by CORS). */
export async function snapshotFrom(url: string): Promise<Snapshot | undefined> {
  const image = await loadImage(url)
  if (!image) return undefined
  const width = image.naturalWidth || LONGEST_SIDE
  const height = image.naturalHeight || LONGEST_SIDE
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width * scale))
  canvas.height = Math.max(1, Math.round(height * scale))
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return undefined
  context.fillStyle = 'white'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return { pixels: context.getImageData(0, 0, canvas.width, canvas.height), dataUrl: canvas.toDataURL('image/png') }
}

// Elements live in the iframe's realm, so `instanceof` of this window does not hold: tag names decide.
function sourceOf(element: Element): string | undefined {
  switch (element.tagName.toLowerCase()) {
    case 'img':
      return (element as HTMLImageElement).currentSrc || (element as HTMLImageElement).src || undefined
    case 'canvas':
      return (element as HTMLCanvasElement).toDataURL('image/png')
    case 'svg':
      return svgSource(element)
    default:
      return undefined
  }
}

function svgSource(element: Element): string {
  const { width, height } = element.getBoundingClientRect()
  const copy = element.cloneNode(true) as Element
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(Math.round(width)))
  copy.setAttribute('height', String(Math.round(height)))
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`
}

function loadImage(url: string): Promise<HTMLImageElement | undefined> {
  return new Promise((resolve) => {
    const image = new Image()
    if (!url.startsWith('data:') && !url.startsWith('blob:')) image.crossOrigin = 'anonymous'
    image.onload = () => resolve(image)
    image.onerror = () => resolve(undefined)
    image.src = url
  })
}

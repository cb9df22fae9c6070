import { decodeQr } from './decode-qr'
import { snapshotOf } from './read-pixels'

/** A QR code that could be photographed off a screen of the desk. */
export interface VisibleCode {
  /** Which screen: 控制台, 手机 B. */
  readonly where: string
  readonly text: string
  /** What the scanner shows of it. */
  readonly dataUrl: string
}

/** Smaller than this on the screen a phone could not focus on it, CSS pixels. */
const SMALLEST_SIDE = 64

/**
 * Photographs a screen: looks at every picture a person sees there now and decodes its pixels.
 * @param frame an iframe; one of another origin shows nothing to us
 * @param where name of that screen
 */
export async function codesOnScreen(frame: HTMLIFrameElement, where: string): Promise<readonly VisibleCode[]> {
  const page = pageIn(frame)
  if (!page) return []
  const codes: VisibleCode[] = []
  for (const element of picturesInSight(page)) {
    const snapshot = await snapshotOf(element)
    const text = snapshot && decodeQr(snapshot.pixels)
    if (snapshot && text !== undefined) codes.push({ where, text, dataUrl: snapshot.dataUrl })
  }
  return codes
}

/** The document of a same-origin iframe; undefined for another origin or before it loaded. */
export function pageIn(frame: HTMLIFrameElement): Document | undefined {
  try {
    return frame.contentDocument ?? undefined
  } catch (cause) {
    // Some browsers throw instead of answering null for a foreign page: both mean the same here.
    if ((cause as { name?: unknown } | null)?.name === 'SecurityError') return undefined
    throw cause
  }
}

/** Pictures of a document that are on the screen, big enough, and not covered by a sheet or dialog. */
export function picturesInSight(page: Document): readonly Element[] {
  const view = page.defaultView
  if (!view) return []
  return [...page.querySelectorAll('img, canvas, svg')].filter((element) => isInSight(element, page, view))
}

function isInSight(element: Element, page: Document, view: Window): boolean {
  const box = element.getBoundingClientRect()
  if (Math.min(box.width, box.height) < SMALLEST_SIDE) return false
  if (box.top < 0 || box.left < 0 || box.bottom > view.innerHeight + 1 || box.right > view.innerWidth + 1) return false
  const style = view.getComputedStyle(element)
  if (style.visibility === 'hidden' || Number(style.opacity || '1') < 0.3) return false
  const top = page.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
  return top !== null && (top === element || element.contains(top) || top.contains(element))
}

/** A picture the person on the phone touched. */
export interface TouchedPicture {
  readonly element: Element
  /** `hold` = long press or right click; `download` = a link of the page that downloads a picture. */
  readonly how: 'hold' | 'download'
  /** File name wished by the page; Chinese default otherwise. */
  readonly name: string
  /** Address of the picture when it is not the element itself (downloads). */
  readonly url: string | undefined
}

/** A press this long is a long press, ms. */
const HOLD_MS = 520
/** A finger that moved further than this scrolls, CSS pixels. */
const STILL_PX = 8

/**
 * Watches a page inside the phone the way WeCom's web view does: long press (or right click) on a picture, and downloads of pictures,
 * which on a phone end in the album. Other downloads and other long presses stay with the page.
 * @param page document of a same-origin page
 * @param touched called with the picture
 * @returns stops watching
 */
export function watchPictures(page: Document, touched: (picture: TouchedPicture) => void): () => void {
  let held: { timer: ReturnType<typeof setTimeout>; x: number; y: number } | undefined
  const release = () => {
    clearTimeout(held?.timer)
    held = undefined
  }
  const hold = (element: Element) => touched({ element, how: 'hold', name: nameOf(element), url: undefined })

  const onContextMenu = (event: MouseEvent) => {
    const picture = pictureAt(event.target)
    if (!picture) return
    event.preventDefault()
    release()
    hold(picture)
  }
  const onDown = (event: PointerEvent) => {
    const picture = event.button === 0 ? pictureAt(event.target) : undefined
    if (!picture) return
    held = { x: event.clientX, y: event.clientY, timer: setTimeout(() => hold(picture), HOLD_MS) }
  }
  const onMove = (event: PointerEvent) => {
    if (held && Math.hypot(event.clientX - held.x, event.clientY - held.y) > STILL_PX) release()
  }
  const onClick = (event: MouseEvent) => {
    const link = downloadAt(event.target)
    if (!link) return
    event.preventDefault()
    touched({ element: link, how: 'download', name: link.getAttribute('download') || '图片', url: link.href })
  }
  const onDragStart = (event: Event) => {
    if (pictureAt(event.target)) event.preventDefault()
  }

  page.addEventListener('contextmenu', onContextMenu, true)
  page.addEventListener('pointerdown', onDown, true)
  page.addEventListener('pointermove', onMove, true)
  page.addEventListener('pointerup', release, true)
  page.addEventListener('pointercancel', release, true)
  page.addEventListener('click', onClick, true)
  page.addEventListener('dragstart', onDragStart, true)
  return () => {
    release()
    page.removeEventListener('contextmenu', onContextMenu, true)
    page.removeEventListener('pointerdown', onDown, true)
    page.removeEventListener('pointermove', onMove, true)
    page.removeEventListener('pointerup', release, true)
    page.removeEventListener('pointercancel', release, true)
    page.removeEventListener('click', onClick, true)
    page.removeEventListener('dragstart', onDragStart, true)
  }
}

// Targets come from the iframe's realm: no `instanceof`, only what every element has.
function closest(target: EventTarget | null, selector: string): Element | undefined {
  const element = target as Partial<Element> | null
  return element?.closest?.(selector) ?? undefined
}

function pictureAt(target: EventTarget | null): Element | undefined {
  const picture = closest(target, 'img, canvas, svg[role=img]')
  return picture ?? closest(target, 'taro-image-core')?.querySelector('img') ?? undefined
}

function downloadAt(target: EventTarget | null): HTMLAnchorElement | undefined {
  const link = closest(target, 'a[download]') as HTMLAnchorElement | undefined
  return link && isPictureLink(link) ? link : undefined
}

function isPictureLink(link: HTMLAnchorElement): boolean {
  const file = link.getAttribute('download') || new URL(link.href).pathname
  return link.href.startsWith('data:image/') || /\.(?:png|jpe?g|gif|webp|svg)$/i.test(file)
}

function nameOf(element: Element): string {
  return element.getAttribute('alt') || element.getAttribute('aria-label') || '图片'
}

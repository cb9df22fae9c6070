/** @jest-environment jsdom */
import { pageIn, picturesInSight } from './visible-codes'

/** jsdom has no layout: each picture gets the box written on it, and the topmost element is found among `over`. */
function aPage(html: string, over?: string): Document {
  document.body.innerHTML = html
  for (const element of document.querySelectorAll('[data-box]')) {
    const [left = 0, top = 0, side = 0] = (element.getAttribute('data-box') ?? '').split(' ').map(Number)
    element.getBoundingClientRect = () => new DOMRect(left, top, side, side)
  }
  document.elementFromPoint = (x, y) =>
    (over ? document.querySelector(over) : undefined) ??
    [...document.querySelectorAll('[data-box]')].find((element) => {
      const box = element.getBoundingClientRect()
      return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom
    }) ??
    null
  return document
}

beforeAll(() => {
  window.DOMRect = class {
    constructor(
      readonly left: number,
      readonly top: number,
      readonly width: number,
      readonly height: number,
    ) {}
    get right() {
      return this.left + this.width
    }
    get bottom() {
      return this.top + this.height
    }
  } as unknown as typeof DOMRect
})

const ids = (elements: readonly Element[]) => elements.map((element) => element.id)

describe('what a phone can see of a screen', () => {
  it('sees pictures that are on the screen and big enough', () => {
    const page = aPage(
      '<img id="seen" data-box="10 10 200"><img id="tiny" data-box="300 10 24"><canvas id="drawn" data-box="10 300 120"></canvas>',
    )
    expect(ids(picturesInSight(page))).toEqual(['seen', 'drawn'])
  })

  it('does not see what is scrolled away or hidden', () => {
    const page = aPage(
      '<img id="below" data-box="10 5000 200"><img id="above" data-box="10 -150 200"><img id="hidden" style="visibility:hidden" data-box="10 10 200">',
    )
    expect(picturesInSight(page)).toEqual([])
  })

  it('does not see through a dialog that covers the picture', () => {
    const page = aPage('<img id="code" data-box="10 10 200"><div id="veil"></div>', '#veil')
    expect(picturesInSight(page)).toEqual([])
  })

  it('sees nothing of a page of another origin', () => {
    const answersNull = { contentDocument: null } as unknown as HTMLIFrameElement
    expect(pageIn(answersNull)).toBeUndefined()
    const throws = Object.defineProperty({}, 'contentDocument', {
      get: () => {
        throw new DOMException('no', 'SecurityError')
      },
    }) as HTMLIFrameElement
    expect(pageIn(throws)).toBeUndefined()
  })
})

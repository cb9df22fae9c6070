/** @jest-environment jsdom */
import { watchPictures, type TouchedPicture } from './page-pictures'

const PNG = 'data:image/png;base64,iVBORw0KGgo='

function aWatchedPage(html: string) {
  document.body.innerHTML = html
  const touched: TouchedPicture[] = []
  const stop = watchPictures(document, (picture) => touched.push(picture))
  return { touched, stop }
}

function pointer(type: string, target: Element, x = 0, y = 0): void {
  target.dispatchEvent(Object.assign(new MouseEvent(type, { bubbles: true, clientX: x, clientY: y, button: 0 })))
}

const at = (selector: string): Element => {
  const element = document.querySelector(selector)
  if (!element) throw new Error(`no ${selector}`)
  return element
}

describe('pictures on a page in the phone', () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  it('are offered after a long press', () => {
    const { touched, stop } = aWatchedPage(`<img alt="授权二维码" src="${PNG}">`)
    pointer('pointerdown', at('img'))
    expect(touched).toEqual([])
    jest.advanceTimersByTime(600)
    expect(touched).toMatchObject([{ how: 'hold', name: '授权二维码' }])
    stop()
  })

  it('are not offered after a tap or while the finger scrolls', () => {
    const { touched, stop } = aWatchedPage(`<img src="${PNG}">`)
    pointer('pointerdown', at('img'))
    pointer('pointerup', at('img'))
    jest.advanceTimersByTime(600)
    pointer('pointerdown', at('img'))
    pointer('pointermove', at('img'), 0, 30)
    jest.advanceTimersByTime(600)
    expect(touched).toEqual([])
    stop()
  })

  it('are offered after a right click, and the menu of the browser stays away', () => {
    const { touched, stop } = aWatchedPage(`<p>text</p><img src="${PNG}">`)
    const event = new MouseEvent('contextmenu', { bubbles: true, cancelable: true })
    at('img').dispatchEvent(event)
    expect(event.defaultPrevented).toBe(true)
    expect(touched).toHaveLength(1)
    const elsewhere = new MouseEvent('contextmenu', { bubbles: true, cancelable: true })
    at('p').dispatchEvent(elsewhere)
    expect(elsewhere.defaultPrevented).toBe(false)
    stop()
  })

  it('go to the phone when the page downloads them, under the name the page wished', () => {
    const { touched, stop } = aWatchedPage(`<a download="华东零售.png" href="${PNG}"><b>保存</b></a>`)
    const event = new MouseEvent('click', { bubbles: true, cancelable: true })
    at('b').dispatchEvent(event)
    expect(event.defaultPrevented).toBe(true)
    expect(touched).toMatchObject([{ how: 'download', name: '华东零售.png', url: PNG }])
    stop()
  })

  it('leave other downloads to the page', () => {
    const { touched, stop } = aWatchedPage('<a download="list.csv" href="data:text/csv,a">导出</a>')
    const event = new MouseEvent('click', { bubbles: true, cancelable: true })
    event.preventDefault = jest.fn()
    at('a').dispatchEvent(event)
    expect(event.preventDefault).not.toHaveBeenCalled()
    expect(touched).toEqual([])
    stop()
  })

  it('are not watched any more once the page is left', () => {
    const { touched, stop } = aWatchedPage(`<img src="${PNG}">`)
    stop()
    at('img').dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }))
    expect(touched).toEqual([])
  })
})

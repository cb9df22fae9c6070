import { fitConsole, startOf } from './console-frame'

describe('the console in its column', () => {
  it('is as large as life where there is room', () => {
    expect(fitConsole(1000)).toEqual({ width: 1000, scale: 1 })
  })

  it('is drawn smaller rather than laid out for a phone', () => {
    expect(fitConsole(640)).toEqual({ width: 800, scale: 0.8 })
  })

  it('stays readable in a very narrow column', () => {
    const { width, scale } = fitConsole(400)
    expect(scale).toBe(0.72)
    expect(width * scale).toBeCloseTo(400, 0)
  })

  it('opens where it was left, but never at a foreign address', () => {
    const base = 'http://127.0.0.1:4680'
    expect(startOf(`${base}/app/#/console/customers/index`, base)).toBe(`${base}/app/#/console/customers/index`)
    expect(startOf('http://127.0.0.1:4681/wwlogin/sso/login', base)).toBeUndefined()
    expect(startOf('javascript:alert(1)', base)).toBeUndefined()
    expect(startOf('', base)).toBeUndefined()
    expect(startOf(`${base}/app/#/pages/sign-in/index?code=c`, base)).toBeUndefined()
  })
})

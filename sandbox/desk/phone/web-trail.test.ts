import { asTrail, backFrom, followTo } from './web-trail'

describe('the trail of a web view', () => {
  it('grows with every new page', () => {
    expect(followTo(followTo([], 'a'), 'b')).toEqual(['a', 'b'])
  })

  it('shrinks when the page before is shown again, whoever went back', () => {
    expect(followTo(['a', 'b', 'c'], 'b')).toEqual(['a', 'b'])
  })

  it("does not move while one of WeCom's own pages passes by", () => {
    expect(followTo(['a'], undefined)).toEqual(['a'])
    expect(followTo(['a'], 'about:blank')).toEqual(['a'])
  })

  it('stays the same object while nothing happens', () => {
    const trail = ['a', 'b']
    expect(followTo(trail, 'b')).toBe(trail)
  })

  it('does not lead back into a sign-in that is over', () => {
    const inbox = 'http://a/app/#/customer/inbox/index'
    const steps = [
      inbox,
      'http://a/app/#/pages/sign-in/index?to=x',
      undefined,
      'http://a/app/#/pages/sign-in/index?code=c&state=s',
      inbox,
      'http://a/app/#/customer/tracker/index',
    ]
    const trail = steps.reduce<readonly string[]>((before, url) => followTo(before, url), [])
    expect(trail).toEqual([inbox, 'http://a/app/#/customer/tracker/index'])
  })

  it('forgets the oldest pages', () => {
    let trail: readonly string[] = []
    for (let n = 0; n < 50; n++) trail = followTo(trail, `page${n}`)
    expect(trail).toHaveLength(30)
    expect(trail.at(-1)).toBe('page49')
  })

  it('leads back to the page before, and out of the web view from the first', () => {
    expect(backFrom(['a', 'b'])).toBe('a')
    expect(backFrom(['a'])).toBeUndefined()
  })

  it('is restored from what was stored, if that is a trail', () => {
    expect(asTrail(['a'])).toEqual(['a'])
    expect(asTrail([1])).toBeUndefined()
    expect(asTrail('a')).toBeUndefined()
  })
})

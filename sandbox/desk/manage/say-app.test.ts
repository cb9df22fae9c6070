import { aCorp, anApp } from '../testing/a-world'
import { sayAppState, sayRange } from './say-app'

describe('the state of an app in words', () => {
  it.each([
    [{ publish: 0 as const }, '已授权，未开发'],
    [{ publish: 1 as const }, '开发中'],
    [{ publish: 2 as const }, '已上线'],
    [{ publish: 3 as const }, '已上线，有新草稿'],
    [{ publish: undefined }, '使用中'],
    [{ publish: 2 as const, disabled: true }, '已停用'],
    [{ publish: 2 as const, disabled: true, status: 'cancelled' as const }, '已取消授权'],
  ])('of %j is %s', (change, words) => {
    expect(sayAppState(anApp(change))[0]).toBe(words)
  })
})

describe('a visible range in words', () => {
  it('names departments before members', () => {
    expect(sayRange({ users: ['wangmin'], parties: [2], tags: [] }, aCorp())).toBe('信息部、王敏')
  })

  it('falls back to ids where names are not known', () => {
    expect(sayRange({ users: ['someone'], parties: [9], tags: [3] }, aCorp())).toBe('部门 9、someone、标签 3')
  })

  it('is cut after four names and says how many there are', () => {
    expect(sayRange({ users: ['a', 'b', 'c', 'd', 'e'], parties: [], tags: [] }, undefined)).toBe('a、b、c、d 等 5 项')
  })

  it('says when nobody sees the app', () => {
    expect(sayRange({ users: [], parties: [], tags: [] }, aCorp())).toBe('尚未设置')
  })
})

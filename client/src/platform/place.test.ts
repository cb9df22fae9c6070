import { existsSync } from 'node:fs'
import path from 'node:path'
import { pathOf, placeOf, queryText, readQuery, ROUTES } from './place'

/** Taro's macro: hands the configuration through. */
const appConfig = (): { pages: string[]; subPackages: { root: string; pages: string[] }[] } => {
  Object.assign(globalThis, { defineAppConfig: (config: unknown) => config })
  return (jest.requireActual('../app.config') as { default: ReturnType<typeof appConfig> }).default
}

describe('the map of pages', () => {
  it('is the same in the app’s configuration and in the code', () => {
    const { pages, subPackages } = appConfig()
    const listed = [...pages, ...subPackages.flatMap(({ root, pages: own }) => own.map((page) => `${root}/${page}`))]
    expect(listed.map((page) => `/${page}`).sort()).toEqual([...ROUTES].sort())
  })

  it.each(ROUTES)('%s has a page', (route) => {
    expect(existsSync(path.join(__dirname, '..', `${route}.tsx`))).toBe(true)
  })
})

describe('an address', () => {
  it('carries any text and leaves out what is missing', () => {
    expect(queryText({ q: '华东 & 零售', cursor: undefined, empty: '' })).toBe(
      '?q=%E5%8D%8E%E4%B8%9C%20%26%20%E9%9B%B6%E5%94%AE',
    )
  })

  it('is read back as it was written', () => {
    const place = { route: '/console/invitations/index' as const, query: { q: 'a=b&c/d?' } }
    expect(placeOf(pathOf(place))).toEqual(place)
    expect(placeOf(`#${pathOf(place)}`)).toEqual(place)
  })

  it('of a page we do not have is not ours', () => {
    expect(placeOf('/evil/page?x=1')).toBeUndefined()
    expect(placeOf('https://example.com/customer/inbox/index')).toBeUndefined()
  })

  it('with a garbled escape keeps its plain text', () => {
    expect(readQuery('?a=%E5%8D&b=1+1')).toEqual({ a: '%E5%8D', b: '1 1' })
  })
})

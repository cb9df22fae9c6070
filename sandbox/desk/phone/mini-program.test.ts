import { aWorld } from '../testing/a-world'
import { miniProgramUrl } from './mini-program'

const BASE = 'http://127.0.0.1:4680'
const OURS = 'wx1f6a0c93d57e482b'

describe('the address of a mini-program page on the phone', () => {
  it('is the same page of the h5 build, told for which provider', () => {
    expect(miniProgramUrl(BASE, { appid: OURS, page: '/customer/inbox/index?todo=7' }, aWorld())).toBe(
      `${BASE}/app/#/customer/inbox/index?todo=7&provider=yunqi`,
    )
  })

  it('is the start page when none is named', () => {
    expect(miniProgramUrl(BASE, { appid: OURS, page: '' }, aWorld())).toBe(
      `${BASE}/app/#/customer/inbox/index?provider=yunqi`,
    )
  })

  it('does without the .html that WeCom wants on the workbench', () => {
    expect(miniProgramUrl(BASE, { appid: '', page: 'pages/scan/index.html' }, aWorld())).toBe(
      `${BASE}/app/#/pages/scan/index`,
    )
  })

  it('leaves a provider named by the page alone, and names none for an unknown mini-program', () => {
    expect(miniProgramUrl(BASE, { appid: OURS, page: 'a/b?provider=qinghe' }, aWorld())).toBe(
      `${BASE}/app/#/a/b?provider=qinghe`,
    )
    expect(miniProgramUrl(BASE, { appid: 'wx0', page: 'a/b' }, undefined)).toBe(`${BASE}/app/#/a/b`)
  })
})

import { miniProgramUrl } from './mini-program'

const BASE = 'http://127.0.0.1:4680'

describe('the address of a mini-program page on the phone', () => {
  it('is the same page of the h5 build, told which mini-program it is', () => {
    expect(miniProgramUrl(BASE, { appid: 'wx1', page: '/customer/inbox/index?todo=7' })).toBe(
      `${BASE}/app/#/customer/inbox/index?todo=7&appid=wx1`,
    )
  })

  it('is the start page when none is named', () => {
    expect(miniProgramUrl(BASE, { appid: 'wx1', page: '' })).toBe(`${BASE}/app/#/customer/inbox/index?appid=wx1`)
  })

  it('does without the .html that WeCom wants on the workbench', () => {
    expect(miniProgramUrl(BASE, { appid: '', page: 'pages/scan/index.html' })).toBe(`${BASE}/app/#/pages/scan/index`)
  })

  it('leaves an appid of the page alone', () => {
    expect(miniProgramUrl(BASE, { appid: 'wx1', page: 'a/b?appid=wx2' })).toBe(`${BASE}/app/#/a/b?appid=wx2`)
  })
})

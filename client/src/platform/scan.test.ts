import { placeOfEntry, readScanned } from './scan'

const TOKEN = 'abcdefghijklmnopqrstuvwxyz'

describe('a scanned or pasted text', () => {
  it.each([
    `https://accord.example.com/l/yunqi/${TOKEN}`,
    `  http://127.0.0.1:4680/l/yunqi/${TOKEN}\n`,
    `苏晴邀请您授权：https://accord.example.com/l/yunqi/${TOKEN}，长期有效`,
    `HTTPS://ACCORD.EXAMPLE.COM/L/YUNQI/${TOKEN.toUpperCase()}`,
  ])('that holds a link of ours leads to its page: %s', (text) => {
    expect(readScanned(text)).toEqual({
      kind: 'place',
      place: { route: '/customer/link/index', query: { provider: 'yunqi', token: TOKEN } },
    })
  })

  it.each([
    'https://open.work.weixin.qq.com/3rdapp/install?suite_id=ww1&pre_auth_code=x',
    'https://work.weixin.qq.com/ct/wcde123',
    'http://127.0.0.1:4681/3rdapp/customized/auth?x=customized_auth',
  ])('that is WeCom’s own is recognised and not opened: %s', (text) => {
    expect(readScanned(text)).toEqual({ kind: 'wecom' })
  })

  it.each([
    ['', 'nothing'],
    ['你好', 'a greeting'],
    [`https://accord.example.com/l/yunqi/${TOKEN}7`, 'a token that is too long'],
    ['https://accord.example.com/l/yunqi/abc', 'a token that is too short'],
    [`https://accord.example.com/l/y/${TOKEN}`, 'a provider that cannot be'],
    ['javascript:alert(1)', 'a script'],
  ])('%j is not ours: %s', (text) => {
    expect(readScanned(text)).toEqual({ kind: 'unknown' })
  })
})

it('a mini-program opened by a link knows its page from `q`', () => {
  expect(placeOfEntry({ q: encodeURIComponent(`https://accord.example.com/l/yunqi/${TOKEN}`) })?.query?.token).toBe(
    TOKEN,
  )
  expect(placeOfEntry({})).toBeUndefined()
})

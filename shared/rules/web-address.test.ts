import fc from 'fast-check'
import { addressFault, bareDomain, domainFault, ipFault, tencentVideoId } from './web-address'

describe('https addresses (S1-40..42, S2-10, S2-36)', () => {
  it.each([
    'https://app.yunqi.com',
    'https://app.yunqi.com/',
    'https://app.yunqi.com:8443/callback?corpid=$CORPID$&a=%E5%AE%A2#top',
    'HTTPS://App.Yunqi.COM/x',
    'https://xn--fiqs8s.xn--fiqz9s/',
    ' https://app.yunqi.com ',
  ])('%s may stand', (text) => expect(addressFault(text, ['https'])).toBeUndefined())

  it.each<[string, string]>([
    ['http://app.yunqi.com', 'https://'],
    ['app.yunqi.com', 'https://'],
    ['//app.yunqi.com', 'https://'],
    ['javascript:alert(1)', 'https://'],
    ['https://', '缺少域名'],
    ['https:///path', '缺少域名'],
    ['https://127.0.0.1/', 'IP'],
    ['https://[::1]/', '端口'],
    ['https://localhost/', '内网'],
    ['https://crm.local/', '内网'],
    ['https://yunqi', '写法'],
    ['https://-a.com', '写法'],
    ['https://a..com', '写法'],
    ['https://中文.com', '写法'],
    ['https://user:pw@app.yunqi.com', '账号密码'],
    ['https://app.yunqi.com:0', '端口'],
    ['https://app.yunqi.com:70000', '端口'],
    ['https://app.yunqi.com/客户', '编码'],
    ['https://app.yunqi.com/a b', '空格'],
  ])('%s is refused: %s', (text, why) => expect(addressFault(text, ['https'])).toContain(why))

  it('http is allowed only where the document allows it (S1-54)', () => {
    expect(addressFault('http://app.yunqi.com', ['https', 'http'])).toBeUndefined()
    expect(addressFault('ftp://app.yunqi.com', ['https', 'http'])).toContain('http://')
  })
})

describe('domains without scheme (S1-37, S1-38, S2-34)', () => {
  it.each(['app.yunqi.com', 'yunqi.com.cn', 'app.yunqi.com:8443', 'a-b.c1.io'])('%s may stand', (text) =>
    expect(domainFault(text)).toBeUndefined(),
  )

  it.each<[string, string]>([
    ['http://app.yunqi.com', 'http'],
    ['HTTPS://app.yunqi.com', 'http'],
    ['app.yunqi.com/', '路径'],
    ['app.yunqi.com?x', '路径'],
    ['*.yunqi.com', '写法'],
    ['10.1.2.3', 'IP'],
    ['localhost', '内网'],
    ['app yunqi.com', '空格'],
    ['a,b.com', '写法'],
    [`${'a'.repeat(64)}.com`, '写法'],
  ])('%s is refused: %s', (text, why) => expect(domainFault(text)).toContain(why))

  it('are found inside what was typed', () => {
    expect(bareDomain(' https://app.yunqi.com:8443/home?x#y')).toBe('app.yunqi.com:8443')
  })
})

describe('IP whitelists (S1-53, S2-35)', () => {
  it.each(['8.8.8.8', '101.1.0.0/16', '172.15.0.1', '172.32.0.1'])('%s may stand', (text) =>
    expect(ipFault(text)).toBeUndefined(),
  )
  it.each([
    '',
    '8.8.8',
    '256.1.1.1',
    '8.8.8.8/7',
    '8.8.8.8/33',
    'a.b.c.d',
    '10.0.0.1',
    '127.0.0.1',
    '192.168.0.1',
    '172.16.0.1',
    '0.0.0.0',
  ])('%s is refused', (text) => expect(ipFault(text)).toEqual(expect.any(String)))
})

describe('Tencent Video links (S0-24)', () => {
  const id = 'a01b2c3d4e5'
  const cover = 'mzc00200abcdefg'
  it.each([
    `https://v.qq.com/x/page/${id}.html`,
    `http://v.qq.com/x/page/${id}.html?ptag=wx#share`,
    `https://v.qq.com/x/page/${id.toUpperCase()}.html`,
    `https://v.qq.com/x/cover/${cover}/${id}.html`,
    `https://v.qq.com/txp/iframe/player.html?vid=${id}&auto=0`,
    `https://v.qq.com/iframe/player.html?auto=0&vid=${id}`,
    `https://v.qq.com/x/m/play?vid=${id}`,
    `https://m.v.qq.com/play.html?cid=${cover}&vid=${id}`,
    `https://m.v.qq.com/x/m/play?vid=${id}`,
    `https://m.v.qq.com/x/page/a/b/c/${id}.html`,
    `https://m.v.qq.com/x/cover/m/${cover}/${id}.html`,
  ])('%s plays one video', (text) => expect(tencentVideoId(text)).toBe(id))

  it.each([
    '',
    id,
    `https://v.qq.com/x/cover/${cover}.html`,
    `https://v.qq.com/x/page/${id}5.html`,
    'https://v.qq.com/x/page/short.html',
    'https://v.qq.com/s/videoplus/1234',
    'https://v.qq.com/',
    `https://v.qq.com.evil.com/x/page/${id}.html`,
    `https://evil.com/?u=https://v.qq.com/x/page/${id}.html`,
    `https://v.qq.com@evil.com/x/page/${id}.html`,
    `javascript:https://v.qq.com/x/page/${id}.html`,
    `https://www.bilibili.com/video/${id}`,
    `https://v.youku.com/v_show/id_${id}.html`,
    'https://v.qq.com/txp/iframe/player.html?xvid=a01b2c3d4e5',
    `https://v.qq.com/x/m/play?cid=${cover}`,
  ])('%j does not', (text) => expect(tencentVideoId(text)).toBeUndefined())
})

it('no text makes these checks throw', () => {
  fc.assert(
    fc.property(fc.webUrl(), fc.string({ unit: 'binary' }), (url, text) => {
      for (const one of [url, text, url + text, text + url]) {
        addressFault(one, ['https'])
        domainFault(one)
        ipFault(one)
        expect(tencentVideoId(one)).toBeUndefined()
      }
    }),
  )
})

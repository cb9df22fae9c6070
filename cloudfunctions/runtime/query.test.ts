import { decodeQuery } from './query'

describe('query strings', () => {
  it('are decoded once, with `+` kept, because echostr is base64', () => {
    expect(decodeQuery('echostr=a+b%2Fc%3D%3D&nonce=%E5%90%88&x=%2525')).toEqual({
      echostr: 'a+b/c==',
      nonce: '合',
      x: '%25',
    })
  })

  it('take the last of repeated names, and names without a value', () => {
    expect(decodeQuery('a=1&a=2&b&&c=x=y&=z')).toEqual({ a: '2', b: '', c: 'x=y', '': 'z' })
  })

  it('keep what is not valid percent-encoding, and never touch a prototype', () => {
    expect(decodeQuery('a=%E5%90&b=%zz')).toEqual({ a: '%E5%90', b: '%zz' })
    const parsed = decodeQuery('__proto__=x&constructor=y')
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype)
    expect(Object.entries(parsed)).toEqual([['constructor', 'y']])
  })
})

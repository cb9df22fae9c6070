import { decrypt, encrypt, sign } from './crypto'

// The vectors WeCom publishes (WeCom 90968).
const TOKEN = 'QDG6eK'
const KEY = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'
const RECEIVE_ID = 'wx5823bf96d3bd56c7'
const POSTED =
  'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q=='
const ECHO = 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ=='

describe('callback crypto of the stand-in', () => {
  it('signs the published POST and GET samples as WeCom does', () => {
    expect(sign(TOKEN, '1409659813', '1372623149', POSTED)).toBe('477715d11cdb4164915debcba66cb864d751f3e6')
    expect(sign(TOKEN, '1409659589', '263014780', ECHO)).toBe('5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3')
  })

  it('reads the published samples', () => {
    const posted = decrypt(KEY, POSTED)
    expect(posted.receiveId).toBe(RECEIVE_ID)
    expect(Buffer.byteLength(posted.message)).toBe(284)
    expect(posted.message).toContain('4561255354251345929')
    expect(decrypt(KEY, ECHO).message).toBe('1616140317555161061')
  })

  it('writes the published samples byte for byte', () => {
    for (const sample of [POSTED, ECHO]) {
      const { message, receiveId, random16 } = decrypt(KEY, sample)
      expect(encrypt(KEY, message, receiveId, Buffer.from(random16, 'latin1'))).toBe(sample)
    }
  })

  it('refuses a text under another key', () => {
    expect(() => decrypt('abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG', POSTED)).toThrow()
  })
})

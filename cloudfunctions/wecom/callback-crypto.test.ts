import { createCipheriv, randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { AppError } from '@shared/kernel/errors'
import {
  answerEcho,
  callbackKeys,
  decryptEnvelope,
  encryptMessage,
  encryptReply,
  openEnvelope,
  sign,
  verifySignature,
} from './callback-crypto'

// WeCom 90968, vector A (POST) and the sample of the official libraries, vector B (GET).
const keys = callbackKeys('QDG6eK', 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C')
const vectorA = {
  msgSignature: '477715d11cdb4164915debcba66cb864d751f3e6',
  timestamp: '1409659813',
  nonce: '1372623149',
  encrypt:
    'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==',
}
const vectorB = {
  msgSignature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3',
  timestamp: '1409659589',
  nonce: '263014780',
  echostr: 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==',
}
const corpId = 'wx5823bf96d3bd56c7'

/** Encrypts bytes as they are: no head, no padding. */
function rawCipher(plain: Uint8Array): string {
  const cipher = createCipheriv('aes-256-cbc', keys.aesKey, keys.aesKey.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64')
}

describe('the published test vectors', () => {
  test('vector A opens to the documented message and corp', () => {
    const opened = openEnvelope(keys, vectorA)
    if (!opened.ok) throw new Error(opened.reason)
    expect(opened.receiveId).toBe(corpId)
    expect(Buffer.byteLength(opened.message)).toBe(284)
    expect(opened.message).toContain('<Content><![CDATA[hello]]></Content>')
    expect(opened.message).toContain('4561255354251345929')
  })

  test('vector A is reproduced byte for byte from its random16', () => {
    const opened = openEnvelope(keys, vectorA)
    if (!opened.ok) throw new Error(opened.reason)
    const again = encryptMessage(keys, opened.message, opened.receiveId, Buffer.from('0960688932c47ef1'))
    expect(again).toBe(vectorA.encrypt)
    expect(sign(keys.token, vectorA.timestamp, vectorA.nonce, again)).toBe(vectorA.msgSignature)
  })

  test('vector B is answered with the documented echo', () => {
    expect(answerEcho(keys, vectorB)).toEqual({ ok: true, message: '1616140317555161061', receiveId: corpId })
  })

  test('the key derives to the documented 32 bytes', () => {
    expect(Buffer.from(keys.aesKey).toString('hex')).toBe(
      '8d69989bbaabe67328014c194631ad0719b3dca035b64023df292447aab60760',
    )
  })
})

describe('configuration values', () => {
  test.each([
    ['', 'a'.repeat(43)],
    ['a'.repeat(33), 'a'.repeat(43)],
    ['bad-token', 'a'.repeat(43)],
    ['good', 'a'.repeat(42)],
    ['good', `${'a'.repeat(42)}=`],
  ])('token %j with key %j is refused', (token, key) => {
    expect(() => callbackKeys(token, key)).toThrow(AppError)
  })
})

describe('round trip', () => {
  test('what we encrypt we open, whatever text, receiver and padding', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.string({ unit: 'grapheme-ascii', maxLength: 40 }),
        (message, receiveId) => {
          const encrypt = encryptMessage(keys, message, receiveId, randomBytes(16))
          const msgSignature = sign(keys.token, '1', 'n', encrypt)
          expect(openEnvelope(keys, { msgSignature, timestamp: '1', nonce: 'n', encrypt })).toEqual({
            ok: true,
            message,
            receiveId,
          })
        },
      ),
      { numRuns: 500 },
    )
  })

  test('a passive reply carries a signature over its own ciphertext', () => {
    const xml = encryptReply(keys, {
      message: '<xml/>',
      receiveId: corpId,
      timestamp: '1700000000',
      nonce: 'abc',
      random16: new Uint8Array(16),
    })
    const [, encrypt = '', msgSignature = ''] =
      /<Encrypt><!\[CDATA\[(.*?)\]\].*<MsgSignature><!\[CDATA\[(.*?)\]\]/.exec(xml) ?? []
    expect(openEnvelope(keys, { msgSignature, timestamp: '1700000000', nonce: 'abc', encrypt })).toEqual({
      ok: true,
      message: '<xml/>',
      receiveId: corpId,
    })
  })

  test('random16 of another length is a programming error', () => {
    expect(() => encryptMessage(keys, 'm', 'r', new Uint8Array(15))).toThrow(RangeError)
  })
})

describe('hostile envelopes', () => {
  test('any change of a signed part is refused and nothing throws', () => {
    const part = fc.constantFrom<keyof typeof vectorA>('msgSignature', 'timestamp', 'nonce', 'encrypt')
    const edit = fc.record({
      part,
      at: fc.nat(600),
      cut: fc.nat(4),
      put: fc.string({ unit: 'binary', maxLength: 4 }),
    })
    fc.assert(
      fc.property(edit, ({ part: name, at, cut, put }) => {
        const value = vectorA[name]
        const start = at % (value.length + 1)
        const changed = value.slice(0, start) + put + value.slice(start + cut)
        fc.pre(changed !== value)
        expect(openEnvelope(keys, { ...vectorA, [name]: changed })).toEqual({ ok: false, reason: 'signature' })
      }),
      { numRuns: 4000 },
    )
  })

  test.each([
    ['upper-case hex', vectorA.msgSignature.toUpperCase()],
    ['empty', ''],
    ['too long', `${vectorA.msgSignature}00`],
    ['non-ASCII of the same length', 'é'.repeat(40)],
  ])('a signature that is %s is refused', (_what, msgSignature) => {
    expect(verifySignature(keys, { ...vectorA, msgSignature })).toEqual({ ok: false, reason: 'signature' })
  })

  test.each([
    ['not base64', '%%%%', 'base64'],
    ['unpadded base64', 'abc', 'base64'],
    ['line breaks', `${vectorA.encrypt.slice(0, 64)}\n${vectorA.encrypt.slice(65)}`, 'base64'],
    ['empty', '', 'base64'],
    ['half a block', randomBytes(16).toString('base64'), 'length'],
    ['pad 0', rawCipher(new Uint8Array(32)), 'padding'],
    ['pad 33', rawCipher(new Uint8Array(64).fill(33)), 'padding'],
    ['pad bytes that differ', rawCipher(Buffer.concat([new Uint8Array(60), Buffer.from([1, 2, 3, 3])])), 'padding'],
    ['a pad that leaves no head', rawCipher(new Uint8Array(32).fill(32)), 'length'],
    [
      'a length beyond the end',
      rawCipher(
        Buffer.concat([
          new Uint8Array(16),
          Buffer.from([255, 255, 255, 255]),
          new Uint8Array(44).fill(44),
          new Uint8Array(32).fill(32),
        ]),
      ),
      'length',
    ],
  ])('%s is named in the refusal', (_what, encrypt, reason) => {
    expect(decryptEnvelope(keys, encrypt)).toEqual({ ok: false, reason })
  })

  test('random plaintexts under the right key never throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 8 }), fc.nat(40), (tail, pad) => {
        const plain = Buffer.concat([randomBytes(96 - tail.length - 1), tail, Buffer.from([pad])])
        const opened = decryptEnvelope(keys, rawCipher(plain))
        expect(typeof opened.ok).toBe('boolean')
      }),
      { numRuns: 2000 },
    )
  })

  test('random ciphertexts are never accepted as one of our receivers', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 320 }), (bytes) => {
        const opened = decryptEnvelope(keys, Buffer.from(bytes).toString('base64'))
        expect(opened.ok && opened.receiveId === corpId).toBe(false)
      }),
      { numRuns: 3000 },
    )
  })
})

/**
 * WeCom's callback cipher: SHA-1 over sorted parts, AES-256-CBC, PKCS#7 with blocks of 32 (wecom-api §1.2, §1.3).
 * Pure functions; hostile input gives a reason, never an exception. Reasons are for our log: a caller outside is told nothing.
 * @see WeCom 90968 (method and test vectors), 91144, 90307 (result codes of the official libraries)
 */
import { Buffer } from 'node:buffer'
import { createCipheriv, createDecipheriv, createHash, timingSafeEqual } from 'node:crypto'
import { AppError } from '@shared/kernel/errors'

/** What one callback URL was configured with, made ready for use. */
export interface CallbackKeys {
  readonly token: string
  /** 32 bytes; its first 16 are the initialisation vector. */
  readonly aesKey: Uint8Array
}

/** Why an envelope was refused, first failed rule. */
export type EnvelopeFault = 'signature' | 'base64' | 'length' | 'padding' | 'decrypt'

export interface Refused<Reason extends string> {
  readonly ok: false
  readonly reason: Reason
}

/** What an envelope held. The caller must check `receiveId` against the ids its URL allows (wecom-api §1.4). */
export interface OpenedEnvelope {
  readonly ok: true
  readonly message: string
  readonly receiveId: string
}

export interface SignatureInput {
  readonly msgSignature: string
  readonly timestamp: string
  readonly nonce: string
  /** The `Encrypt` value of a POST, the `echostr` of a GET. */
  readonly encrypt: string
}

const BLOCK = 32
const HEAD = 20
const SIGNATURE = /^[0-9a-f]{40}$/
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/

/**
 * Prepares the Token and EncodingAESKey of a console for use.
 * @throws AppError INVALID_INPUT when they break WeCom's rules (91116): token 1-32 letters and digits, key 43 of a-zA-Z0-9
 */
export function callbackKeys(token: string, encodingAesKey: string): CallbackKeys {
  if (!/^[A-Za-z0-9]{1,32}$/.test(token)) {
    throw new AppError('INVALID_INPUT', 'callback token is not 1-32 letters and digits', {
      userMessage: 'Token 应为 1-32 位字母或数字',
    })
  }
  if (!/^[A-Za-z0-9]{43}$/.test(encodingAesKey)) {
    throw new AppError('INVALID_INPUT', 'EncodingAESKey is not 43 letters and digits', {
      userMessage: 'EncodingAESKey 应为 43 位字母或数字',
    })
  }
  return { token, aesKey: Buffer.from(`${encodingAesKey}=`, 'base64') }
}

/** `msg_signature` of these parts: lower-case hex of 40 characters. */
export function sign(token: string, timestamp: string, nonce: string, encrypt: string): string {
  return createHash('sha1').update([token, timestamp, nonce, encrypt].sort().join('')).digest('hex')
}

/** Is this signature ours? Compared in constant time; anything that is not 40 lower-case hex digits is refused. */
export function verifySignature(
  keys: CallbackKeys,
  input: SignatureInput,
): { readonly ok: true } | Refused<'signature'> {
  const expected = sign(keys.token, input.timestamp, input.nonce, input.encrypt)
  const isEqual =
    SIGNATURE.test(input.msgSignature) &&
    timingSafeEqual(Buffer.from(expected, 'latin1'), Buffer.from(input.msgSignature, 'latin1'))
  return isEqual ? { ok: true } : { ok: false, reason: 'signature' }
}

/** Opens an `Encrypt` or `echostr` value. Does not look at the signature: verify first, or use `openEnvelope`. */
export function decryptEnvelope(keys: CallbackKeys, encrypt: string): OpenedEnvelope | Refused<EnvelopeFault> {
  if (encrypt.length % 4 !== 0 || !BASE64.test(encrypt)) return { ok: false, reason: 'base64' }
  const cipherText = Buffer.from(encrypt, 'base64')
  if (cipherText.length === 0 || cipherText.length % BLOCK !== 0) return { ok: false, reason: 'length' }
  let plain: Buffer
  try {
    const decipher = createDecipheriv('aes-256-cbc', keys.aesKey, keys.aesKey.subarray(0, 16))
    // Node's own unpadding accepts 1..16 only; WeCom pads to 32 (its sample ends in 30).
    decipher.setAutoPadding(false)
    // Without padding of its own it gives every block at once; `final` only checks that none is cut.
    plain = decipher.update(cipherText)
    decipher.final()
  } catch {
    return { ok: false, reason: 'decrypt' }
  }
  const pad = plain[plain.length - 1] ?? 0
  const end = plain.length - pad
  if (pad < 1 || pad > BLOCK) return { ok: false, reason: 'padding' }
  for (let i = end; i < plain.length; i++) if (plain[i] !== pad) return { ok: false, reason: 'padding' }
  if (end < HEAD) return { ok: false, reason: 'length' }
  const messageEnd = HEAD + plain.readUInt32BE(16)
  if (messageEnd > end) return { ok: false, reason: 'length' }
  return {
    ok: true,
    message: plain.toString('utf8', HEAD, messageEnd),
    receiveId: plain.toString('utf8', messageEnd, end),
  }
}

/** Verifies, then decrypts: the one way from the wire to a message. */
export function openEnvelope(keys: CallbackKeys, input: SignatureInput): OpenedEnvelope | Refused<EnvelopeFault> {
  const verified = verifySignature(keys, input)
  return verified.ok ? decryptEnvelope(keys, input.encrypt) : verified
}

/**
 * The answer to a URL verification: `message` is the bare body to send back within 1 s (WeCom 91116). The receiveId of every
 * URL of a provider's apps is the provider's own corp id, of a self-built app's URL the corp's.
 */
export function answerEcho(
  keys: CallbackKeys,
  query: {
    readonly msgSignature: string
    readonly timestamp: string
    readonly nonce: string
    readonly echostr: string
  },
): OpenedEnvelope | Refused<EnvelopeFault> {
  return openEnvelope(keys, { ...query, encrypt: query.echostr })
}

/**
 * The `Encrypt` value of a message.
 * @param random16 16 unpredictable bytes
 * @throws RangeError when `random16` has another length
 */
export function encryptMessage(keys: CallbackKeys, message: string, receiveId: string, random16: Uint8Array): string {
  if (random16.length !== 16) throw new RangeError('random16 needs 16 bytes')
  const text = Buffer.from(message, 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  const body = Buffer.concat([random16, length, text, Buffer.from(receiveId, 'utf8')])
  const pad = BLOCK - (body.length % BLOCK)
  const cipher = createCipheriv('aes-256-cbc', keys.aesKey, keys.aesKey.subarray(0, 16))
  cipher.setAutoPadding(false)
  return Buffer.concat([cipher.update(body), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]).toString('base64')
}

export interface ReplyInput {
  readonly message: string
  readonly receiveId: string
  /** Seconds, ours. */
  readonly timestamp: string
  readonly nonce: string
  readonly random16: Uint8Array
}

/** An encrypted passive reply as XML (data callback URL only; wecom-api §1.6). Timestamp and nonce must hold no markup. */
export function encryptReply(keys: CallbackKeys, input: ReplyInput): string {
  const encrypt = encryptMessage(keys, input.message, input.receiveId, input.random16)
  const signature = sign(keys.token, input.timestamp, input.nonce, encrypt)
  return (
    `<xml><Encrypt><![CDATA[${encrypt}]]></Encrypt><MsgSignature><![CDATA[${signature}]]></MsgSignature>` +
    `<TimeStamp>${input.timestamp}</TimeStamp><Nonce><![CDATA[${input.nonce}]]></Nonce></xml>`
  )
}

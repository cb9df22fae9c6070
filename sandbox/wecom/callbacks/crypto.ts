/**
 * The stand-in's own implementation of WeCom's callback crypto (WeCom 90968), written apart from the client's so that the two check
 * each other; the published vectors prove both.
 */
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'

const BLOCK = 32

/** Signature of `encrypt` (an `Encrypt` value or an echostr). */
export function sign(token: string, timestamp: string, nonce: string, encrypt: string): string {
  const joined = [token, timestamp, nonce, encrypt]
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .join('')
  return createHash('sha1').update(joined).digest('hex')
}

const aesKey = (encodingAesKey: string): Buffer => Buffer.from(`${encodingAesKey}=`, 'base64')

/**
 * random16 ‖ length ‖ msg ‖ receiveId, padded to 32, AES-256-CBC, base64.
 * @param random16 16 bytes
 */
export function encrypt(encodingAesKey: string, message: string, receiveId: string, random16: Uint8Array): string {
  const key = aesKey(encodingAesKey)
  const body = Buffer.from(message, 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  const plain = Buffer.concat([random16, length, body, Buffer.from(receiveId, 'utf8')])
  const pad = BLOCK - (plain.length % BLOCK)
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(pad, pad)])), cipher.final()]).toString(
    'base64',
  )
}

/** Undoes `encrypt`. @throws Error when key, padding or length do not fit */
export function decrypt(
  encodingAesKey: string,
  encrypted: string,
): { message: string; receiveId: string; random16: string } {
  const key = aesKey(encodingAesKey)
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const padded = Buffer.concat([decipher.update(Buffer.from(encrypted, 'base64')), decipher.final()])
  const pad = padded[padded.length - 1] ?? 0
  if (pad < 1 || pad > BLOCK) throw new Error('bad padding')
  const plain = padded.subarray(0, padded.length - pad)
  const length = plain.readUInt32BE(16)
  if (20 + length > plain.length) throw new Error('bad length')
  return {
    random16: plain.subarray(0, 16).toString('latin1'),
    message: plain.subarray(20, 20 + length).toString('utf8'),
    receiveId: plain.subarray(20 + length).toString('utf8'),
  }
}

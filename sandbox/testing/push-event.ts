/** Pushes one event of a suite to Accord over HTTP, signed as WeCom signs it. */
import { request as httpRequest } from 'node:http'
import { callbackKeys, encryptMessage, sign } from '@cloud/wecom/callback-crypto'
import type { Stage } from '../stories/stage'
import { suiteEventXml } from './test-services'

/** @returns the status of the answer */
export function pushEvent(
  stage: Stage,
  suite: {
    readonly suiteId: string
    readonly token: string
    readonly encodingAesKey: string
    readonly callbackUrl: string
  },
  infoType: string,
  fields: Readonly<Record<string, string>>,
): Promise<number> {
  const seconds = Math.floor(stage.clock.now() / 1000)
  const xml = suiteEventXml(suite, infoType, seconds, fields)
  const encrypt = encryptMessage(
    callbackKeys(suite.token, suite.encodingAesKey),
    xml,
    suite.suiteId,
    Buffer.alloc(16, 5),
  )
  const [timestamp, nonce] = [String(seconds), '1234567890']
  const query = new URLSearchParams({ timestamp, nonce, msg_signature: sign(suite.token, timestamp, nonce, encrypt) })
  const url = `${suite.callbackUrl.replace('{base}', stage.laptop.url)}?${query.toString()}`
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url, { method: 'POST' }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 0))
    })
    sent.on('error', reject)
    sent.end(`<xml><ToUserName>${suite.suiteId}</ToUserName><Encrypt>${encrypt}</Encrypt></xml>`)
  })
}

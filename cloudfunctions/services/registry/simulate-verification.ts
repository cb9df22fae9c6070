import type { OutputOf } from '@shared/contract/define'
import type { simulateVerification as contract } from '@shared/contract/registry'
import { AppError } from '@shared/kernel/errors'
import type { ProviderId, SuiteId, SuiteRef } from '@shared/wecom/ids'
import { callbackKeys, encryptMessage, sign } from '../../wecom/callback-crypto'
import { suiteDocId, suites } from '../../store/collections/provider'
import { receiveEcho } from '../callback/receive'
import type { Services } from '../services'
import { noSuite } from './change-suite'
import { suitePlace, SYSTEM_URL } from './registry'

type Deps = Pick<Services, 'store' | 'sealer' | 'clock' | 'random' | 'registry' | 'config' | 'log'>

/** Decimal digits, as WeCom's echo and nonce are. */
const digits = (deps: Pick<Deps, 'random'>, length: number): string =>
  [...deps.random.bytes(length)].map((byte) => String(byte % 10)).join('')

/**
 * Plays what WeCom does when a callback URL is saved in its console (WeCom 91116): a signed GET whose `echostr` is encrypted with the URL's
 * own keys and made out to the provider's corp. It goes through the same receive path as a real one. Token and key stay inside.
 * @throws AppError NOT_FOUND for an unknown suite, ILLEGAL_STATE for a system-event URL without keys
 */
export async function simulateVerification(
  deps: Deps,
  providerId: ProviderId,
  suiteId: SuiteId,
): Promise<OutputOf<typeof contract>> {
  const ref: SuiteRef = { providerId, suiteId }
  // Asked of the store, not of what is kept: an unknown suite and a foreign one take the same path.
  if (suiteId !== SYSTEM_URL && !(await deps.store.get(suites, suiteDocId(ref)))) throw noSuite()
  const provider = await deps.registry.provider(providerId)
  const url = await deps.registry.callbackUrl(ref)
  if (!provider || !url) {
    throw new AppError('ILLEGAL_STATE', 'no keys of the system-event URL', {
      userMessage: '还没有填写系统事件接收 URL 的 Token 和 EncodingAESKey',
    })
  }
  const open = (field: 'token' | 'encodingAesKey') => deps.sealer.open(url.keys[field], suitePlace(ref, field))
  const keys = callbackKeys(open('token'), open('encodingAesKey'))
  const expected = digits(deps, 19)
  const echostr = encryptMessage(keys, expected, provider.corpId, deps.random.bytes(16))
  const timestamp = String(Math.floor(deps.clock.now() / 1000))
  const nonce = digits(deps, 10)
  const msgSignature = sign(keys.token, timestamp, nonce, echostr)
  const query = [
    { name: 'msg_signature', value: msgSignature },
    { name: 'timestamp', value: timestamp },
    { name: 'nonce', value: nonce },
    { name: 'echostr', value: echostr },
  ]
  const echo = await receiveEcho(deps, ref, { msgSignature, timestamp, nonce, echostr })
  const answer = echo.ok ? { status: 200, body: echo.value } : { status: 403, body: 'refused' }
  const ok = echo.ok && echo.value === expected
  return {
    ok,
    request: {
      method: 'GET',
      url: `${deps.config.publicUrl}/callback/${providerId}/${suiteId}?${query
        .map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
        .join('&')}`,
      query,
      receiveId: provider.corpId,
    },
    answer,
    expected,
    text: ok
      ? '验证通过：把这个地址、同一组 Token 和 EncodingAESKey 填进企业微信后台即可保存。若后台仍报错，请检查这个地址能否从外网以 https 访问'
      : '验证没有通过：服务器上的密钥与刚才使用的不一致，请重新填写 Token 和 EncodingAESKey 后再试',
  }
}

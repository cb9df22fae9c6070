import { AppError } from '@shared/kernel/errors'
import type { ProviderId } from '@shared/wecom/ids'
import type { Services } from '../services'
import { makeState, type BrowserWay } from './oauth-state'

/**
 * The address of WeCom a browser is sent to: OAuth inside WeCom for customers (WeCom 91120, `appid` = sign-in suite), web login
 * for staff (WeCom 98179, the 登录授权 suite).
 * @throws AppError NOT_FOUND for an unknown provider, ILLEGAL_STATE when it has no web-login suite
 */
export async function beginSignIn(
  deps: Pick<Services, 'registry' | 'config' | 'clock'>,
  input: { readonly provider: ProviderId; readonly via: BrowserWay; readonly challenge: string },
): Promise<string> {
  const provider = await deps.registry.provider(input.provider)
  if (!provider) throw new AppError('NOT_FOUND', 'unknown provider', { userMessage: '没有找到这个服务商，请核对链接' })
  const state = makeState(deps.config.sessionKey, provider.id, input.via, input.challenge, deps.clock.now())
  const back = encodeURIComponent(`${deps.config.publicUrl}/oauth/return`)
  if (input.via === 'oauth') {
    return (
      `${deps.config.wecom.oauth}/connect/oauth2/authorize?appid=${provider.signInSuiteId}&redirect_uri=${back}` +
      `&response_type=code&scope=snsapi_base&state=${state}#wechat_redirect`
    )
  }
  if (!provider.webLoginSuiteId) {
    throw new AppError('ILLEGAL_STATE', 'provider has no web-login suite', {
      userMessage: '这个服务商还没有配置登录授权应用，请联系运营人员',
    })
  }
  return (
    `${deps.config.wecom.login}/wwlogin/sso/login?login_type=ServiceApp&appid=${provider.webLoginSuiteId}` +
    `&redirect_uri=${back}&state=${state}`
  )
}

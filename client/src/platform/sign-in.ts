import * as session from '@shared/contract/session'
import type { Me } from '@shared/contract/session'
import { AppError } from '@shared/kernel/errors'
import type { ProviderId, SuiteId } from '@shared/wecom/ids'
import { call } from './call'
import { challengeOf, newVerifier } from './challenge'
import { surroundings } from './environment'
import { deviceNow } from './now'
import { pathOf, type Place } from './place'
import { clearSession, keepSession } from './session'
import { keyFor, writeStored } from './storage'

/** How a browser signs in: inside WeCom as a customer's member, or at WeCom's web page as staff. */
export type BrowserWay = 'oauth' | 'webLogin'

interface Pending {
  readonly provider: ProviderId
  readonly via: BrowserWay
  readonly verifier: string
  /** Address to return to. */
  readonly to: string
  /** From a one-time owner link. */
  readonly ownerToken?: string
}

const PENDING = 'pending-sign-in'
/** The provider this device last dealt with; a browser serves several. */
export const PROVIDER = 'provider'

/** Later pages without a provider in their address are about this one. */
export const rememberProvider = (provider: string): void => writeStored(PROVIDER, provider)

/** Whether `wx.qy.login` can be asked here. */
export const canUseWeComLogin = (): boolean =>
  process.env.TARO_ENV === 'weapp' && surroundings().isWeCom && wx.qy !== undefined

/**
 * Signs in inside WeCom: `wx.qy.login` for a code, the code for a session (WeCom 92427).
 * @throws AppError when WeCom gave no code or the server refused it
 */
export async function signInWithWeCom(provider: ProviderId, suiteId: SuiteId): Promise<Me> {
  return trade({ provider, via: 'miniProgram', code: await wecomCode(suiteId) })
}

function wecomCode(suiteId: SuiteId): Promise<string> {
  return new Promise((resolve, reject) => {
    const refuse = (why: string) =>
      reject(
        new AppError('WECOM_REJECTED', `wx.qy.login: ${why}`, {
          userMessage: '企业微信没有给出登录凭证。请确认服务商的小程序已添加到您的企业，并且您在可见范围内，然后重试。',
        }),
      )
    if (!wx.qy) return refuse('not inside WeCom')
    wx.qy.login({
      suiteId,
      success: ({ code, errMsg }) => (code ? resolve(code) : refuse(errMsg ?? 'no code')),
      fail: ({ errMsg }) => refuse(errMsg ?? 'failed'),
    })
  })
}

/** Trades a code of any kind and keeps the session. */
export async function trade(input: Parameters<typeof call<typeof session.signIn>>[1]): Promise<Me> {
  clearSession()
  const answer = await call(session.signIn, input)
  keepSession(answer.session, answer.me)
  rememberProvider(input.provider)
  return answer.me
}

/** Leaves for WeCom's sign-in page; what binds the answer to this browser stays here. Never returns in practice. */
export async function beginBrowserSignIn(provider: ProviderId, via: BrowserWay, to: Place): Promise<void> {
  const verifier = newVerifier()
  const { url } = await call(session.begin, { provider, via, challenge: await challengeOf(verifier) })
  const ownerToken = via === 'webLogin' ? /[?&]owner=([a-z2-7]{26})/.exec(window.location.hash)?.[1] : undefined
  const pending: Pending = { provider, via, verifier, to: pathOf(to), ...(ownerToken ? { ownerToken } : {}) }
  window.sessionStorage.setItem(pendingKey(), JSON.stringify(pending))
  window.location.assign(url)
}

const TRIED = 'sign-in-tried'
const TRY_AGAIN_MS = 60_000

/**
 * Whether signing in may begin without a press: in WeCom's own browser, where it asks nothing of her; at most once a minute, so
 * that a session the server keeps refusing does not send her round in circles.
 */
export function mayBeginByItself(): boolean {
  if (process.env.TARO_ENV !== 'h5' || !surroundings().isWeCom) return false
  const key = keyFor(TRIED, window.name)
  const last = Number(window.sessionStorage.getItem(key) ?? 0)
  if (deviceNow() - last < TRY_AGAIN_MS) return false
  window.sessionStorage.setItem(key, String(deviceNow()))
  return true
}

/**
 * The way back from WeCom with `code` and `state`.
 * @returns who signed in, and the address she wanted
 * @throws AppError when this browser did not begin it, or the server refused
 */
export async function finishBrowserSignIn(code: string, state: string): Promise<{ me: Me; to: string }> {
  const pending = takePending()
  if (!pending) {
    throw new AppError('UNAUTHENTICATED', 'no sign-in was begun here', {
      userMessage: '这次登录不是从这个浏览器开始的，或已经用过。请重新登录。',
    })
  }
  const { provider, via, verifier, to, ownerToken } = pending
  return { me: await trade({ provider, via, code, state, verifier, ...(ownerToken ? { ownerToken } : {}) }), to }
}

const pendingKey = (): string => keyFor(PENDING, window.name)

function takePending(): Pending | undefined {
  const raw = window.sessionStorage.getItem(pendingKey())
  window.sessionStorage.removeItem(pendingKey())
  // Written by beginBrowserSignIn alone.
  return raw === null ? undefined : (JSON.parse(raw) as Pending)
}

/** Signs out, here and at the server. Unreachable, the server ends the session when it expires; this device forgets it at once. */
export async function signOut(): Promise<void> {
  try {
    await call(session.end, {})
  } catch (fault) {
    if (!(fault instanceof AppError)) throw fault
  } finally {
    clearSession()
  }
}

import Taro from '@tarojs/taro'

interface Surroundings {
  /** Inside WeCom's own client: `wx.qy` works, pages know which member looks at them. */
  readonly isWeCom: boolean
}

let known: Surroundings | undefined

/** Where the app runs, read once: WeCom is reported to leave `environment` out in some pages, so `wx.qy` counts as well. */
export function surroundings(): Surroundings {
  known ??= process.env.TARO_ENV === 'weapp' ? ofMiniProgram() : ofBrowser()
  return known
}

function ofMiniProgram(): Surroundings {
  const system: { environment?: string } = Taro.getSystemInfoSync()
  return { isWeCom: system.environment === 'wxwork' || wx.qy !== undefined }
}

function ofBrowser(): Surroundings {
  return { isWeCom: /wxwork/i.test(navigator.userAgent) }
}

/** Version sent with every call. */
export const CLIENT_VERSION = '0.1.0'

/** Origin of the functions: a browser shares it with them, a mini-program was built for one. */
export function apiOrigin(): string {
  if (process.env.TARO_ENV === 'h5') return window.location.origin
  if (process.env.ACCORD_DEV) return developmentOrigin() ?? process.env.ACCORD_API ?? ''
  return process.env.ACCORD_API ?? ''
}

const ORIGIN_KEY = 'accord-development-origin'

/** Development builds only: an address typed on the sign-in page. */
export function developmentOrigin(): string | undefined {
  const stored: unknown = Taro.getStorageSync(ORIGIN_KEY)
  return typeof stored === 'string' && stored !== '' ? stored : undefined
}

/** Development builds only: talk to other functions from now on; empty goes back to the built address. */
export function setDevelopmentOrigin(origin: string): void {
  Taro.setStorageSync(ORIGIN_KEY, origin.trim().replace(/\/$/, ''))
}

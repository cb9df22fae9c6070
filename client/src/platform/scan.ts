import Taro from '@tarojs/taro'
import { decode, type Place } from './place'

/** Whether a camera scan can be asked for: WeCom has `scanCode` on phones only, a browser has none (there people paste). */
export const canScan = (): boolean => process.env.TARO_ENV === 'weapp' && wx.canIUse('scanCode')

/**
 * Scans one code with the camera.
 * @returns its text, or undefined when she closed the scanner
 * @throws when the device cannot scan
 */
export async function scanCode(): Promise<string | undefined> {
  try {
    const { result } = await Taro.scanCode({ onlyFromCamera: false, scanType: ['qrCode'] })
    return result
  } catch (fault) {
    if (isRecord(fault) && typeof fault.errMsg === 'string' && /cancel/.test(fault.errMsg)) return undefined
    throw fault
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** What a scanned or pasted text turned out to be. */
export type Scanned =
  | { readonly kind: 'place'; readonly place: Place }
  /** WeCom's own authorisation page: only WeCom's scanner opens it. */
  | { readonly kind: 'wecom' }
  | { readonly kind: 'unknown' }

const LINK = /\/([lr])\/([a-z0-9-]{2,20})\/([a-z2-7]{26})(?![a-z0-9])/i
const SOLUTION = /\/s\/([a-z0-9-]{2,20})\/([a-z2-7]{8,32})(?![a-z0-9])/i
const WECOM_HOST = /^https?:\/\/(?:open\.work\.weixin\.qq\.com|work\.weixin\.qq\.com|login\.work\.weixin\.qq\.com)\//i
const WECOM_PATH = /\/3rdapp\/install|customized_auth|customized_app/i

/** Reads the text of a code: a link of ours leads to its page; WeCom's are recognised, and never opened by us. */
export function readScanned(text: string): Scanned {
  const trimmed = text.trim()
  const link = LINK.exec(trimmed)
  const [, letter, provider, token] = link ?? []
  if (letter !== undefined && provider !== undefined && token !== undefined) {
    const placeOfLink = letter.toLowerCase() === 'r' ? reviewPlace : invitationPlace
    return { kind: 'place', place: placeOfLink(provider, token) }
  }
  const [, maker, id] = SOLUTION.exec(trimmed) ?? []
  if (maker !== undefined && id !== undefined) return { kind: 'place', place: solutionPlace(maker, id) }
  if (WECOM_HOST.test(trimmed) || WECOM_PATH.test(trimmed)) return { kind: 'wecom' }
  return { kind: 'unknown' }
}

/** The page behind a link of ours. */
export const invitationPlace = (provider: string, token: string): Place => ({
  route: '/customer/link/index',
  query: { provider: provider.toLowerCase(), token: token.toLowerCase() },
})

/** The page where a customer's admin writes a review. */
export const reviewPlace = (provider: string, token: string): Place => ({
  route: '/customer/review/index',
  query: { provider: provider.toLowerCase(), token: token.toLowerCase() },
})

/** A solution's promotion page. */
export const solutionPlace = (provider: string, id: string): Place => ({
  route: '/customer/solution/index',
  query: { provider: provider.toLowerCase(), id: id.toLowerCase() },
})

/** Where a mini-program was opened with a link of ours (普通链接二维码 hands it over as `q`). */
export function placeOfEntry(query: Readonly<Record<string, string>>): Place | undefined {
  const scanned = query.q === undefined ? undefined : readScanned(decode(query.q))
  return scanned?.kind === 'place' ? scanned.place : undefined
}

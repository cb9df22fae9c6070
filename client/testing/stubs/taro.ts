/**
 * `@tarojs/taro` for jsdom (jest project `client`): page hooks run as effects of a page that is shown once, calls are
 * `jest.fn()`s that resolve, storage is a map. Tests set what a call answers with `jest.mocked(Taro.x).mockResolvedValue(…)`
 * and clean up with `resetTaro()`.
 */
import { useEffect } from 'react'

let storage = new Map<string, unknown>()
let params: Readonly<Record<string, string>> = {}

const useOnce = (run: () => unknown): void => {
  // The page of a test is shown once: later renders do not show it again.
  useEffect(() => void run(), [])
}
const useNever = (_run: () => unknown): void => undefined

export const useLoad = useOnce
export const useReady = useOnce
export const useDidShow = useOnce
export const useDidHide = useNever
export const usePullDownRefresh = useNever
export const useReachBottom = useNever
export const useShareAppMessage = useNever
export const useUnload = (run: () => void): void => useEffect(() => run, [])
export const useRouter = () => ({ params, path: '' })

const done = () => jest.fn(() => Promise.resolve({ errMsg: 'ok' }))

const Taro = {
  canIUse: jest.fn(() => false),
  getCurrentPages: jest.fn((): { route: string; options: Record<string, string> }[] => []),
  getSystemInfoSync: jest.fn(() => ({ environment: 'wxwork', platform: 'ios', SDKVersion: '2.0.0' })),
  getStorageSync: jest.fn((key: string): unknown => storage.get(key) ?? ''),
  setStorageSync: jest.fn((key: string, value: unknown) => void storage.set(key, value)),
  removeStorageSync: jest.fn((key: string) => void storage.delete(key)),
  request: jest.fn((): Promise<unknown> => Promise.reject(new Error('no answer was prepared for Taro.request'))),
  uploadFile: jest.fn((_options: unknown): unknown =>
    Promise.reject(new Error('no answer was prepared for uploadFile')),
  ),
  scanCode: jest.fn((): Promise<unknown> => Promise.reject(new Error('no answer was prepared for Taro.scanCode'))),
  navigateTo: done(),
  navigateBack: done(),
  redirectTo: done(),
  reLaunch: done(),
  setClipboardData: done(),
  saveImageToPhotosAlbum: done(),
  setNavigationBarTitle: done(),
  showToast: done(),
  stopPullDownRefresh: done(),
}

/** The address parameters that `useRouter` answers. */
export function setRouterParams(next: Readonly<Record<string, string>>): void {
  params = next
}

/** Empty storage and no address parameters, as at the start of a test. */
export function resetTaro(): void {
  storage = new Map()
  params = {}
}

export default Taro

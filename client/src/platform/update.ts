import Taro from '@tarojs/taro'

const TRIED = 'accord-update-tried'

/**
 * The server no longer understands this version. A browser loads the page anew, once; a mini-program applies the update
 * WeCom holds ready (callbacks of the update manager do not run in WeCom on Windows: there the words of the error remain).
 */
export function updateClient(): void {
  if (process.env.TARO_ENV === 'h5') {
    if (window.sessionStorage.getItem(TRIED)) return
    window.sessionStorage.setItem(TRIED, 'yes')
    window.location.reload()
    return
  }
  if (!Taro.canIUse('getUpdateManager')) return
  const manager = Taro.getUpdateManager()
  manager.onUpdateReady(() => manager.applyUpdate())
}

import Taro from '@tarojs/taro'

const PREFIX = 'accord:'

/** Each seat of the desk is a device of its own: two phones and a console share one browser origin. */
export function keyFor(name: string, seat: string): string {
  return `${PREFIX}${seat.startsWith('seat-') ? `${seat}:` : ''}${name}`
}

const keyOf = (name: string): string => keyFor(name, process.env.TARO_ENV === 'h5' ? window.name : '')

/** What was kept under a name on this device; undefined when nothing was, or it is not text. */
export function readStored(name: string): string | undefined {
  const value: unknown =
    process.env.TARO_ENV === 'h5' ? window.localStorage.getItem(keyOf(name)) : Taro.getStorageSync(keyOf(name))
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Keeps a text on this device. */
export function writeStored(name: string, value: string): void {
  if (process.env.TARO_ENV === 'h5') window.localStorage.setItem(keyOf(name), value)
  else Taro.setStorageSync(keyOf(name), value)
}

/** Forgets it. */
export function removeStored(name: string): void {
  if (process.env.TARO_ENV === 'h5') window.localStorage.removeItem(keyOf(name))
  else Taro.removeStorageSync(keyOf(name))
}

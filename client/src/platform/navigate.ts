import Taro, { useRouter } from '@tarojs/taro'
import { useEffect, useMemo } from 'react'
import { decode, pathOf, type Place } from './place'
import { useVisible } from './visible'

/** The address a browser shows for a place. */
export const hrefOf = (place: Place): string => `#${pathOf(place)}`

/** Opens a page on top of this one. A mini-program holds ten; then the new one takes this one's place. */
export async function go(place: Place): Promise<void> {
  const isFull = process.env.TARO_ENV === 'weapp' && Taro.getCurrentPages().length >= 10
  await (isFull ? replace(place) : Taro.navigateTo({ url: pathOf(place) }))
}

/** Puts a page in this one's place. */
export async function replace(place: Place): Promise<void> {
  await Taro.redirectTo({ url: pathOf(place) })
}

/** Starts anew with this page: nothing to go back to. */
export async function restart(place: Place): Promise<void> {
  await Taro.reLaunch({ url: pathOf(place) })
}

/** Goes back, or to `fallback` when this page was opened directly. */
export async function back(fallback: Place): Promise<void> {
  if (Taro.getCurrentPages().length > 1) await Taro.navigateBack()
  else await restart(fallback)
}

/**
 * What the page was told, decoded: both targets hand values over as they stand in the path. For a page's own component: Taro
 * knows the page only while it is first drawn.
 */
export function useQuery(): Readonly<Record<string, string>> {
  const { params } = useRouter()
  return useMemo(() => {
    const query: Record<string, string> = {}
    for (const [name, value] of Object.entries(params)) {
      if (name.startsWith('$') || name === 'stamp' || value === undefined) continue
      query[name] = decode(value)
    }
    return query
  }, [params])
}

/** Names the page in the title bar or the tab. */
export function setTitle(title: string): void {
  void Taro.setNavigationBarTitle({ title })
}

/** The same for as long as the page is there, again whenever it comes back on top. */
export function useTitle(title: string): void {
  const isVisible = useVisible()
  useEffect(() => {
    if (isVisible) setTitle(title)
  }, [title, isVisible])
}

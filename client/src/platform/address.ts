import { useRouter } from '@tarojs/taro'
import { useCallback, useState } from 'react'
import { useQuery } from './navigate'
import { queryText } from './place'

/**
 * Filters kept in the page's own address, so that it can be shared and survives a reload. A mini-program has no address: there they live
 * as long as the page.
 * @param names which of the address's values are the page's to change
 */
export function useAddress(names: readonly string[]) {
  const { path } = useRouter()
  const given = useQuery()
  const [values, setValues] = useState<Record<string, string>>(() => pick(given, names))
  const change = useCallback(
    (changed: Readonly<Record<string, string>>) => {
      const next = { ...values, ...changed }
      setValues(next)
      if (process.env.TARO_ENV === 'h5') {
        const route = path.split('?')[0] ?? path
        window.history.replaceState(window.history.state, '', `#${route}${queryText({ ...given, ...next })}`)
      }
    },
    [values, path, given],
  )
  return [values, change] as const
}

const pick = (from: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, from[name] ?? '']))

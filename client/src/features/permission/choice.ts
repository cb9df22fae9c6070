import type { RequestView } from '@shared/contract/permission'

/** What she would confirm now: every must-have, and the optional ones that are switched on, in the order asked. */
export const chosenKeys = (request: Pick<RequestView, 'items'>, isOff: ReadonlySet<string>): string[] =>
  request.items.filter((item) => item.isMustHave || !isOff.has(item.key)).map((item) => item.key)

/** Optional ones start as asked for: on. A choice made before comes back as it was made. */
export const startOff = (request: Pick<RequestView, 'items' | 'chosen'>): ReadonlySet<string> =>
  new Set(
    request.chosen === undefined
      ? []
      : request.items.filter((item) => !item.isMustHave && !request.chosen?.includes(item.key)).map((item) => item.key),
  )

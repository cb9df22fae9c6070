/** Every page there is; app.config.ts lists the same ones (a test compares). */
export const ROUTES = [
  '/pages/launch/index',
  '/pages/sign-in/index',
  '/pages/scan/index',
  '/pages/no-access/index',
  '/customer/inbox/index',
  '/customer/link/index',
  '/customer/permission/index',
  '/customer/tracker/index',
  '/customer/review/index',
  '/customer/solution/index',
  '/console/home/index',
  '/console/invitations/index',
  '/console/invite/index',
  '/console/invitation/index',
  '/console/customers/index',
  '/console/customer/index',
  '/console/permission/index',
  '/console/solutions/index',
  '/console/solution/index',
  '/console/apps/index',
] as const

export type Route = (typeof ROUTES)[number]

/** A page and what it is told; a missing value is left out of the address. */
export interface Place {
  readonly route: Route
  readonly query?: Readonly<Record<string, string | undefined>>
}

/** `?a=1&b=2`, or nothing. */
export function queryText(query: Place['query'] = {}): string {
  const parts = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`],
  )
  return parts.length === 0 ? '' : `?${parts.join('&')}`
}

/** The address Taro knows a place by. */
export const pathOf = (place: Place): string => place.route + queryText(place.query)

/** Reads an address of ours back, e.g. from a message's page path or a stored "where were you"; undefined when it is not ours. */
export function placeOf(path: string): Place | undefined {
  const [name = '', search = ''] = path.replace(/^#/, '').split('?')
  const route = ROUTES.find((known) => known === (name.startsWith('/') ? name : `/${name}`))
  return route && { route, query: readQuery(search) }
}

/** Names and values of `a=1&b=2`; a garbled escape counts as plain text. */
export function readQuery(search: string): Record<string, string> {
  const query: Record<string, string> = {}
  for (const part of search.replace(/^\?/, '').split('&')) {
    const [name = '', ...rest] = part.split('=')
    if (name !== '') query[decode(name)] = decode(rest.join('='))
  }
  return query
}

/** Percent-decoding that leaves garbled text as it stands. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '))
  } catch (fault) {
    if (fault instanceof URIError) return text
    throw fault
  }
}

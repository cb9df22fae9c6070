/** Pages a phone's web view went through, oldest first; the last one is shown. */
export type WebTrail = readonly string[]

/** Pages remembered. */
const TRAIL_LIMIT = 30

/** Pages a person only passes through: going back to a used sign-in code would be an error page. */
const PASSING = /\/pages\/(?:sign-in|launch)\/|\/oauth\/|[?&]code=/

/** Whether an address is worth returning to. */
export function isLasting(url: string): boolean {
  return !PASSING.test(url)
}

/**
 * Notes where the web view is now. The trail is kept here because a browser's own history is shared by all frames of the desk: its
 * "back" might turn a page of the console.
 * @param trail so far
 * @param url address now shown, undefined while it is one we may not read (WeCom's own pages)
 */
export function followTo(trail: WebTrail, url: string | undefined): WebTrail {
  if (url === undefined || url === 'about:blank' || url === trail.at(-1)) return trail
  const lasting = trail.slice(
    0,
    trail.reduce((end, page, index) => (isLasting(page) ? index + 1 : end), 0),
  )
  if (url === lasting.at(-1)) return lasting
  if (url === lasting.at(-2)) return lasting.slice(0, -1)
  return [...lasting, url].slice(-TRAIL_LIMIT)
}

/** Where "back" leads, undefined when it closes the web view. */
export function backFrom(trail: WebTrail): string | undefined {
  return trail.at(-2)
}

/** `parse` of a stored trail. */
export function asTrail(raw: unknown): WebTrail | undefined {
  return Array.isArray(raw) && raw.every((url) => typeof url === 'string') ? raw : undefined
}

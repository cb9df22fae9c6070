/** Pages a phone's web view went through, oldest first; the last one is shown. */
export type WebTrail = readonly string[]

/** Pages remembered. */
const TRAIL_LIMIT = 30

/**
 * Notes where the web view is now. The trail is kept here because a browser's own history is shared by all frames of the desk: its
 * "back" might turn a page of the console.
 * @param trail so far
 * @param url address now shown, undefined while it is one we may not read (WeCom's own pages)
 */
export function followTo(trail: WebTrail, url: string | undefined): WebTrail {
  if (url === undefined || url === 'about:blank' || url === trail.at(-1)) return trail
  if (url === trail.at(-2)) return trail.slice(0, -1)
  return [...trail, url].slice(-TRAIL_LIMIT)
}

/** Where "back" leads, undefined when it closes the web view. */
export function backFrom(trail: WebTrail): string | undefined {
  return trail.at(-2)
}

/** `parse` of a stored trail. */
export function asTrail(raw: unknown): WebTrail | undefined {
  return Array.isArray(raw) && raw.every((url) => typeof url === 'string') ? raw : undefined
}

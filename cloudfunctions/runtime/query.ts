/** Query strings as WeCom writes them: percent-decoded once, `+` stays `+` because `echostr` is base64. */

/**
 * The pairs of a query string (without `?`); of repeated names the last counts. A pair that is not valid percent-encoding
 * keeps its text: signatures are checked over it and fail there.
 */
export function decodeQuery(text: string): Record<string, string> {
  const out: Record<string, string> = {}
  for (const pair of text.split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const name = decode(equals < 0 ? pair : pair.slice(0, equals))
    if (name !== '__proto__') out[name] = equals < 0 ? '' : decode(pair.slice(equals + 1))
  }
  return out
}

function decode(text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch (error) {
    if (error instanceof URIError) return text
    throw error
  }
}

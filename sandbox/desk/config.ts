/** What the desk page must know about the process that serves it. */
export interface DeskConfig {
  /** Base URL of the stand-in as the browser reaches it, e.g. `http://127.0.0.1:4681`; no trailing slash. */
  readonly wecomBase: string
  /** Base URL of our own app, e.g. `http://127.0.0.1:4680`; no trailing slash. */
  readonly appBase: string
}

/**
 * The script served as `/desk/config.js`, loaded before the desk's own script.
 * @param config addresses of this run
 * @returns JavaScript that sets `window.ACCORD_DESK`; safe inside a script element too
 */
export function deskConfigScript(config: DeskConfig): string {
  const json = JSON.stringify({ wecomBase: bare(config.wecomBase), appBase: bare(config.appBase) })
  return `window.ACCORD_DESK=${json.replace(/</g, '\\u003c')};\n`
}

/**
 * Reads what `deskConfigScript` left behind. Without it the desk assumes the usual neighbours: its own origin and the next port.
 * @param found value of `window.ACCORD_DESK`
 * @param origin origin of the desk page
 */
export function readDeskConfig(found: unknown, origin: string): DeskConfig {
  const given = typeof found === 'object' && found !== null ? (found as Readonly<Record<string, unknown>>) : {}
  return {
    wecomBase: typeof given.wecomBase === 'string' ? bare(given.wecomBase) : nextPort(origin),
    appBase: typeof given.appBase === 'string' ? bare(given.appBase) : origin,
  }
}

function nextPort(origin: string): string {
  const url = new URL(origin)
  return `${url.protocol}//${url.hostname}:${Number(url.port || '4680') + 1}`
}

function bare(base: string): string {
  return base.replace(/\/+$/, '')
}

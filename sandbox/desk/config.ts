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
 * `localhost` and `127.0.0.1` are one machine but two origins, and pages of another origin cannot be photographed: addresses of this
 * machine are brought to the host name the desk was opened with.
 * @param found value of `window.ACCORD_DESK`
 * @param origin origin of the desk page
 */
export function readDeskConfig(found: unknown, origin: string): DeskConfig {
  const given = typeof found === 'object' && found !== null ? (found as Readonly<Record<string, unknown>>) : {}
  const { hostname } = new URL(origin)
  return {
    wecomBase: typeof given.wecomBase === 'string' ? onHost(given.wecomBase, hostname) : nextPort(origin),
    appBase: typeof given.appBase === 'string' ? onHost(given.appBase, hostname) : origin,
  }
}

/** Whether a host name means this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname)
}

function onHost(base: string, hostname: string): string {
  const url = new URL(base)
  if (isLoopback(url.hostname) && isLoopback(hostname)) url.hostname = hostname
  return bare(url.href)
}

function nextPort(origin: string): string {
  const url = new URL(origin)
  return `${url.protocol}//${url.hostname}:${Number(url.port || '4680') + 1}`
}

function bare(base: string): string {
  return base.replace(/\/+$/, '')
}

/** Addresses by their shape. Nothing is looked up: whether WeCom can reach one shows when it verifies it. */

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const HOST = new RegExp(`^(?:${LABEL}\\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})$`, 'i')
const ADDRESS = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)([^\s]*)$/i
const SCHEME = /^\s*[a-z][a-z0-9+.-]*:\/\//i
const IP = /^(?:\d{1,3}\.){3}\d{1,3}$/
const INNER = /^(?:localhost|.*\.(?:local|localhost|internal|lan|test|example|invalid))$/i

/** Chinese sentence on what is wrong with a host, undefined when it may stand. */
function hostFault(host: string): string | undefined {
  if (host === '') return '缺少域名'
  if (IP.test(host) || host.startsWith('[')) return '要用域名，不能是 IP 地址'
  if (INNER.test(host)) return '是内网或示例地址，企业微信访问不到'
  if (host.length > 253 || !HOST.test(host)) return '域名的写法不对'
  return undefined
}

function authorityFault(authority: string): string | undefined {
  if (authority.includes('@')) return '地址里不能带账号密码'
  const [host = '', port, ...more] = authority.split(':')
  if (more.length > 0 || (port !== undefined && !isPort(port))) return '端口的写法不对'
  return hostFault(host)
}

const isPort = (port: string): boolean => /^[1-9]\d{0,4}$/.test(port) && Number(port) <= 65_535

/**
 * What is wrong with a whole address; undefined when nothing is.
 * @param schemes allowed ones, lower case
 */
export function addressFault(text: string, schemes: readonly string[]): string | undefined {
  const value = text.trim()
  if (/\s/.test(value)) return '地址里有空格'
  const [, scheme, authority = '', rest = ''] = ADDRESS.exec(value) ?? []
  if (scheme === undefined) return `要以 ${schemes.map((one) => `${one}://`).join(' 或 ')} 开头`
  if (!schemes.includes(scheme.toLowerCase())) return `要以 ${schemes.map((one) => `${one}://`).join(' 或 ')} 开头`
  const fault = authorityFault(authority)
  if (fault) return fault
  if (!/^[\x21-\x7e]*$/.test(rest)) return '路径里有中文或特殊字符，请先编码'
  return undefined
}

/** What is wrong with a domain that must have no scheme (S1-37, S1-38, S2-34); a port may follow. */
export function domainFault(text: string): string | undefined {
  const value = text.trim()
  if (SCHEME.test(value)) return '不要带 http:// 或 https://'
  if (/[/?#]/.test(value)) return '只填域名，不带路径'
  if (/\s/.test(value)) return '域名里有空格'
  return authorityFault(value)
}

/** The domain inside what was typed: scheme and path cut off. */
export const bareDomain = (text: string): string =>
  text
    .trim()
    .replace(SCHEME, '')
    .replace(/[/?#].*$/, '')

/** What is wrong with one line of an IP whitelist (S1-53, S2-35): IPv4, or IPv4 with a /8 … /32 prefix. */
export function ipFault(text: string): string | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/.exec(text.trim())
  const [, a, b, c, d, prefix] = match ?? []
  if (a === undefined || [a, b, c, d].some((part) => Number(part) > 255)) return '不是 IPv4 地址'
  if (prefix !== undefined && (Number(prefix) < 8 || Number(prefix) > 32)) return '网段前缀应在 8 到 32 之间'
  const [first, second] = [Number(a), Number(b)]
  const isInner =
    first === 10 ||
    first === 127 ||
    first === 0 ||
    (first === 192 && second === 168) ||
    (first === 172 && second >= 16 && second < 32)
  return isInner ? '是内网地址，企业微信看到的是公网出口 IP' : undefined
}

/** A Tencent video's id has 11 characters, a cover's (the album around it) 15. */
const VID = '[a-z0-9]{11}'
const VIDEO_SHAPES: readonly RegExp[] = [
  new RegExp(`^https?://v\\.qq\\.com/x/page/(${VID})(?:\\.html)?$`, 'i'),
  new RegExp(`^https?://v\\.qq\\.com/x/cover/[a-z0-9]{15}/(${VID})(?:\\.html)?$`, 'i'),
  new RegExp(`^https?://m\\.v\\.qq\\.com/(?:x/)?page/(?:[a-z0-9]/){0,3}(${VID})(?:\\.html)?$`, 'i'),
  new RegExp(`^https?://m\\.v\\.qq\\.com/x/cover/(?:[a-z0-9]/)?[a-z0-9]{15}/(${VID})(?:\\.html)?$`, 'i'),
]
const VIDEO_QUERY = new RegExp(
  '^https?://(?:v\\.qq\\.com/(?:txp/)?iframe/player\\.html|m\\.v\\.qq\\.com/(?:play\\.html|x/m/play)|v\\.qq\\.com/x/m/play)$',
  'i',
)

/**
 * The id of the video a Tencent Video link plays (S0-24); undefined for anything else: other sites, whole albums, uploader pages, short links.
 * Accepted: v.qq.com/x/page/ID.html · v.qq.com/x/cover/COVER/ID.html · v.qq.com/txp/iframe/player.html?vid=ID · v.qq.com/iframe/player.html?vid=ID ·
 * v.qq.com/x/m/play?vid=ID · m.v.qq.com/play.html?vid=ID · m.v.qq.com/x/m/play?vid=ID · m.v.qq.com/x/page/…/ID.html · m.v.qq.com/x/cover/…/ID.html.
 */
export function tencentVideoId(text: string): string | undefined {
  const [address = '', query = ''] = text.trim().replace(/#.*$/, '').split('?', 2)
  for (const shape of VIDEO_SHAPES) {
    const id = shape.exec(address)?.[1]
    if (id) return id.toLowerCase()
  }
  if (!VIDEO_QUERY.test(address)) return undefined
  return new RegExp(`(?:^|&)vid=(${VID})(?:&|$)`, 'i').exec(query)?.[1]?.toLowerCase()
}

import { shell } from './shell'

/**
 * Web sign-in: 扫码登录. A window whose seat is held by the provider's staff goes on at once, others choose who scans.
 * @param kind `sso` = the 登录授权 suite (getuserinfo3rd), `legacy` = 3rd_qrConnect (get_login_info)
 */
export const webLoginPage = (kind: 'sso' | 'legacy'): string =>
  shell(
    '扫码登录',
    `
const q = new URLSearchParams(location.search)
const link = { appid: q.get('appid') || '', redirectUri: q.get('redirect_uri') || '', state: q.get('state') || undefined }
const isLegacy = ${kind === 'legacy'}
async function go(member, corpId) {
  try {
    if (!isLegacy) return location.replace((await control('client.webLogin', { ...link, userId: member.userId })).location)
    const seat = 'seat-login-' + Math.random().toString(36).slice(2, 10)
    await control('seat.set', { seat, corpId, userId: member.userId })
    location.replace((await control('client.legacyWebLogin', { ...link, seat })).location)
  } catch (error) { failed(error.message) }
}
start(async () => {
  const world = await control('world.get', {})
  const provider = world.providers.find((p) => p.corpId === link.appid || p.suites.some((s) => s.suiteId === link.appid))
  if (!provider) return failed('appid 参数错误')
  const preset = provider.staff.find((m) => m.userId === q.get('userid'))
  if (preset) return go(preset, provider.corpId)
  const held = window.name.startsWith('seat-') ? (await control('seat.get', { seat: window.name })).seat : null
  if (held && held.corpId === provider.corpId) return go(held, held.corpId)
  const others = isLegacy ? world.corps.flatMap((c) => c.members.filter((m) => m.role !== 'member').map((m) => [c, m])) : []
  show(el('h1', {}, '登录 ' + provider.name), el('p', { className: 'dim' }, '请使用企业微信扫码登录。这里是模拟环境：选择由谁来扫码。'),
    el('h2', {}, provider.name), el('div', { className: 'card' }, ...provider.staff.map((m) => person(m, '以 ' + m.name + ' 扫码', () => go(m, provider.corpId)))),
    ...(others.length ? [el('h2', {}, '客户企业管理员'), el('div', { className: 'card' }, ...others.map(([c, m]) => person(m, '以 ' + c.name + ' ' + m.name + ' 扫码', () => go(m, c.corpId))))] : []))
})
`,
  )

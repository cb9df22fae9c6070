import { shell } from './shell'

/**
 * OAuth inside WeCom: the member of this window is sent back with a code, without a click; scope snsapi_privateinfo first asks which
 * sensitive fields she gives (WeCom 91120).
 */
export const oauthPage = (): string =>
  shell(
    '企业微信',
    `
const FIELDS = { avatar: '头像', gender: '性别', qr_code: '个人二维码', mobile: '手机号', email: '邮箱', biz_mail: '企业邮箱', address: '地址' }
async function goBack(seat, q, consents) {
  try {
    const next = await control('client.oauth', { seat, appid: q.get('appid') || '', redirectUri: q.get('redirect_uri') || '',
      scope: q.get('scope') || undefined, state: q.get('state') || undefined, agentid: q.get('agentid') || undefined, consents })
    location.replace(next.location)
  } catch (error) { failed(error.message) }
}
function askConsent(seat, q) {
  const given = new Set()
  const rows = Object.entries(FIELDS).map(([field, name]) => {
    const box = el('input', { type: 'checkbox' })
    box.onchange = () => (box.checked ? given.add(field) : given.delete(field))
    return el('label', { className: 'row' }, el('span', { className: 'grow' }, name), box)
  })
  show(el('h1', {}, '授权给应用的个人信息'), el('p', { className: 'dim' }, '只提供你勾选的内容，可以一项都不选。'),
    el('div', { className: 'card' }, ...rows),
    el('button', { className: 'main', onclick: () => goBack(seat, q, [...given]) }, '同意'), closeButton('取消'))
}
start(() => withSeat(async (seat) => {
  const q = new URLSearchParams(location.search)
  if (q.get('scope') === 'snsapi_privateinfo') askConsent(seat, q)
  else await goBack(seat, q, [])
}))
`,
  )

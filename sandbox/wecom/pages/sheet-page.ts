import { shell } from './shell'

/** The authorisation sheet: who asks, which apps, what comes with it, 同意授权 or 取消; then the result. */
export const sheetPage = (): string =>
  shell(
    '应用授权',
    `
function drawSheet(seat, sheet) {
  const chosen = new Set(sheet.apps.filter((a) => sheet.kind === 'install' || !a.alreadyAuthorised).map((a) => a.suiteId))
  const agree = el('button', { className: 'main', id: 'agree' }, '同意授权')
  const rows = sheet.apps.map((app, i) => {
    const done = app.alreadyAuthorised && sheet.kind === 'authorize'
    const box = el('input', { type: 'checkbox', checked: chosen.has(app.suiteId), disabled: done || sheet.apps.length === 1 })
    box.onchange = () => { box.checked ? chosen.add(app.suiteId) : chosen.delete(app.suiteId); agree.disabled = chosen.size === 0 }
    return el('label', { className: 'row' }, tile(app.name, i),
      el('span', { className: 'grow' }, el('b', {}, app.name), el('span', { className: 'dim' }, done ? '已授权' : app.intro)), box)
  })
  agree.onclick = async () => {
    agree.disabled = true
    agree.textContent = '正在授权…'
    try {
      const result = await control('client.authorize', { seat, url: location.href, suiteIds: [...chosen] })
      if (result.redirectUrl) location.replace(result.redirectUrl)
      else drawResult(sheet, result)
    } catch (error) { failed(error.message) }
  }
  show(el('h1', {}, sheet.providerName + ' 申请'), el('p', { className: 'dim' }, '为「' + sheet.corpName + '」' + (sheet.kind === 'install' ? '添加第三方应用' : '代开发以下应用')),
    el('div', { className: 'card' }, ...rows),
    el('h2', {}, '授权后，服务商可使用以下基础权限'),
    el('div', { className: 'card' }, el('ul', {}, ...sheet.basicPermissions.map((p) => el('li', {}, p)))),
    el('p', { className: 'dim', style: 'margin:16px 4px 0' }, '授权人：' + sheet.memberName + '。授权后可在企业管理后台调整可见范围、停用或取消授权。'),
    agree, closeButton('取消'))
}
function drawResult(sheet, result) {
  show(el('div', { className: 'big', id: 'authorised' }, el('div', { className: 'mark' }, '✓'), el('h1', {}, '授权成功'),
    el('p', { className: 'dim' }, '已为「' + sheet.corpName + '」授权：' + result.apps.map((a) => a.name).join('、'))), closeButton('完成'))
  parent.postMessage({ type: 'wecom-authorised', suiteIds: result.apps.map((a) => a.suiteId) }, '*')
}
start(() => withSeat(async (seat) => {
  const sheet = await control('client.sheet', { seat, url: location.href })
  if (sheet.refusal) failed(sheet.refusal)
  else drawSheet(seat, sheet)
}))
`,
  )

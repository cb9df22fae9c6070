import { shell } from './shell'

/** What a person sees who opens the stand-in's own address: that it is not WeCom, and whom it plays. */
export const homePage = (): string =>
  shell(
    '模拟企业微信',
    `
start(async () => {
  const world = await control('world.get', {})
  const list = (title, rows) => [el('h2', {}, title), el('div', { className: 'card' }, ...rows.map(([name, text], i) =>
    el('div', { className: 'row' }, tile(name, i), el('span', { className: 'grow' }, el('b', {}, name), el('span', { className: 'dim' }, text)))))]
  show(el('h1', {}, '这里扮演企业微信'), el('p', { className: 'dim' }, '只在本机运行，数据都是虚构的。服务商后台、成员手机和审核团队的操作请在演示台完成；接口前缀为 /cgi-bin/。'),
    ...list('服务商', world.providers.map((p) => [p.name, p.suites.length + ' 个应用与模板 · 回调 ' + world.callbackBase])),
    ...list('客户企业', world.corps.slice(0, 20).map((c) => [c.name, c.memberCount + ' 名成员' + (c.isTest ? ' · 测试企业' : '') + (c.licensed ? '' : ' · 没有接口许可')])))
})
`,
  )

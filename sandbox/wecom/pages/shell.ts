/** The frame of the pages WeCom itself would show: style and the few functions they share. Nothing is loaded from outside. */

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

const STYLE = `
:root{--ink:#171a1d;--dim:#5c6167;--line:#e6e8eb;--blue:#1a6bd4;--bg:#f4f5f7;--bad:#d9383a}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.55 -apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
header{display:flex;align-items:center;justify-content:center;min-height:48px;background:#fff;border-bottom:1px solid var(--line);font-weight:600}
main{max-width:460px;margin:0 auto;padding:20px 16px 32px}
h1{font-size:20px;line-height:1.4;margin:0 0 4px}
h2{font-size:14px;color:var(--dim);font-weight:500;margin:20px 4px 8px}
p{margin:0 0 8px}
.dim{color:var(--dim);font-size:14px}
.card{background:#fff;border-radius:12px;padding:4px 16px}
.row{display:flex;gap:12px;align-items:center;padding:12px 0;border-bottom:1px solid var(--line);width:100%}
.row:last-child{border-bottom:0}
.row b{display:block;font-weight:600}
.grow{flex:1;min-width:0}
.tile{flex:none;width:40px;height:40px;border-radius:9px;background:var(--blue);color:#fff;display:grid;place-items:center;font-weight:600}
.tile.two{background:#0b7d68}.tile.three{background:#7447d8}.tile.face{border-radius:50%;background:#4a6aa5}
button{font:inherit;border:0;border-radius:10px;min-height:48px;padding:0 16px;cursor:pointer}
button.main{background:var(--blue);color:#fff;width:100%;font-weight:600;margin-top:24px}
button.plain{background:none;color:var(--dim);width:100%;margin-top:4px}
button.row{background:none;text-align:left;border-radius:0;min-height:64px;padding:12px 0}
button:disabled{opacity:.45;cursor:default}
button:focus-visible,input:focus-visible{outline:3px solid #9ac2fb;outline-offset:2px}
input[type=checkbox]{width:20px;height:20px;accent-color:var(--blue)}
ul{margin:0;padding:12px 0 12px 20px}li{padding:2px 0}
.bad{color:var(--bad)}
.big{text-align:center;padding:40px 0 8px}.mark{width:64px;height:64px;margin:0 auto 16px;border-radius:50%;display:grid;place-items:center;font-size:32px;background:#e3f0ff;color:var(--blue)}
.mark.bad{background:#fdeaea}
`

const SCRIPT = `
const $ = (id) => document.getElementById(id)
async function control(name, input) {
  const response = await fetch('/platform/' + name, { method: 'POST', body: JSON.stringify(input) })
  const answer = await response.json()
  if (!response.ok) throw Object.assign(new Error(answer.error.message), { code: answer.error.code })
  return answer
}
function el(tag, props, ...children) {
  const node = Object.assign(document.createElement(tag), props)
  node.append(...children.filter((c) => c !== null && c !== undefined))
  return node
}
const show = (...nodes) => $('page').replaceChildren(...nodes)
const tile = (name, index) => el('span', { className: 'tile' + ['', ' two', ' three'][index % 3], ariaHidden: 'true' }, [...name].slice(0, 1).join(''))
const face = (name) => el('span', { className: 'tile face', ariaHidden: 'true' }, [...name].slice(-1).join(''))
const roleText = { superAdmin: '超级管理员', subAdmin: '分级管理员', member: '成员' }
function person(member, label, onclick) {
  return el('button', { className: 'row', onclick }, face(member.name),
    el('span', { className: 'grow' }, el('b', {}, label || member.name), el('span', { className: 'dim' }, member.title + ' · ' + roleText[member.role])))
}
function failed(message) {
  show(el('div', { className: 'big', role: 'alert' }, el('div', { className: 'mark bad' }, '!'), el('h1', {}, '无法继续'), el('p', { className: 'dim' }, message)),
    closeButton('返回'))
}
function closeButton(text) {
  return el('button', { className: 'plain', onclick: () => { parent.postMessage({ type: 'wecom-page-closed' }, '*'); history.length > 1 && parent === window ? history.back() : null } }, text)
}
/** The seat of this window; without one the person says who she is, for this window only. */
async function withSeat(act) {
  if (window.name.startsWith('seat-')) {
    const held = await control('seat.get', { seat: window.name })
    if (held.seat) return act(window.name, held.seat)
  }
  const world = await control('world.get', {})
  const groups = world.corps.map((c) => [c, c.members.slice(0, 12)]).concat(world.providers.map((p) => [p, p.staff]))
  const seat = window.name.startsWith('seat-') ? window.name : 'seat-' + Math.random().toString(36).slice(2, 12)
  show(el('h1', {}, '你是谁？'), el('p', { className: 'dim' }, '模拟企业微信：这个窗口还没有成员，请选择一位。'),
    ...groups.flatMap(([group, members]) => [el('h2', {}, group.name), el('div', { className: 'card' }, ...members.map((m) => person(m, '', async () => {
      window.name = seat
      const set = await control('seat.set', { seat, corpId: group.corpId, userId: m.userId })
      act(seat, set)
    })))]))
}
const start = (act) => act().catch((error) => failed(error.message))
`

/**
 * One page.
 * @param title  bar and document title
 * @param script what runs once the page is there; may use the functions above
 */
export const shell = (title: string, script: string): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="icon" href="data:,"><title>${escapeHtml(title)} · 企业微信（模拟）</title><style>${STYLE}</style></head>
<body><header>${escapeHtml(title)}</header><main id="page" aria-live="polite"><p class="dim">正在打开…</p></main>
<script>${SCRIPT}${script}</script></body></html>`

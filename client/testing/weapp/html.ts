import { readFileSync } from 'node:fs'
import path from 'node:path'
import { asText, type Element } from './screen'
import { filesOf } from './templates'

const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/**
 * A page as HTML with the build's styles, for a screenshot of what the mini-program really draws: rpx / 2 = px at 375.
 * Unknown tags such as `<view>` are fine in a browser.
 */
export function htmlOf(dist: string, root: Element): string {
  const styles = filesOf(dist)
    .filter((file) => file.endsWith('.wxss'))
    .map((file) => readFileSync(path.join(dist, file), 'utf8').replace(/@import[^;]+;/g, ''))
    .join('\n')
    .replace(/(-?[\d.]+)rpx/g, (_match, size: string) => `${Number(size) / 2}px`)
  const base =
    'page,view{display:block}text{display:inline}button{font:inherit}input,textarea{display:block}image img{width:100%;height:100%}'
  return `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><style>body{margin:0}${base}\n${styles}</style><page>${inside(root)}</page></html>`
}

const inside = (element: Element): string =>
  element.children.map((child) => (typeof child === 'string' ? escape(child) : tagOf(child))).join('')

function tagOf(element: Element): string {
  const classes = asText(element.attr.class)
  const open = `${element.tag}${classes ? ` class="${escape(classes)}"` : ''}`
  if (element.tag === 'image') return `<${open}><img src="${escape(asText(element.attr.src))}" alt=""></image>`
  if (element.tag === 'input' || element.tag === 'textarea') {
    return `<view class="${escape(classes)}">${escape(asText(element.attr.value) || asText(element.attr.placeholder))}</view>`
  }
  return `<${open}>${inside(element)}</${element.tag}>`
}

/** What a page shows, as elements to find, tap and type into. */
import type { Draw, RawNode } from './templates'

export interface Element {
  readonly tag: string
  readonly attr: Readonly<Record<string, unknown>>
  readonly children: readonly (Element | string)[]
  readonly parent: Element | undefined
}

/** What an element is looked for by; all that are given must fit. */
export interface Wanted {
  /** What it says, exactly or by pattern; the innermost element that fits counts. */
  readonly text?: string | RegExp
  readonly id?: string
  readonly className?: string
  /** `view`, `button`, `input`, … */
  readonly tag?: string
}

/** Draws a page and links parents; recursion beyond sixteen levels goes on in comp.wxml, wrappers draw nothing themselves. */
export function drawScreen(draw: Draw, route: string, data: unknown): Element {
  const grow = (raw: RawNode, parent: Element | undefined): Element => {
    const children: (Element | string)[] = []
    const element: Element = { tag: raw.tag.replace(/^wx-/, ''), attr: raw.attr ?? {}, children, parent }
    const inner =
      raw.tag === 'wx-comp' || raw.tag === 'wx-custom-wrapper'
        ? draw(`${raw.tag.slice(3)}.wxml`, { i: raw.attr?.i, l: raw.attr?.l }).children
        : raw.children
    for (const child of inner ?? []) children.push(typeof child === 'string' ? child : grow(child, element))
    return element
  }
  return grow(draw(`${route}.wxml`, data), undefined)
}

/** Everything an element says, in reading order. */
export function textOf(element: Element | string): string {
  if (typeof element === 'string') return element
  const own = element.tag === 'input' || element.tag === 'textarea' ? asText(element.attr.value) : ''
  return own + element.children.map(textOf).join('')
}

/** Every element below and with this one, outer ones first. */
export function* walk(element: Element): Generator<Element> {
  yield element
  for (const child of element.children) if (typeof child !== 'string') yield* walk(child)
}

/** Elements that fit; by text only the innermost ones. */
export function findAll(root: Element, wanted: Wanted): Element[] {
  const fitting = [...walk(root)].filter((element) => fits(element, wanted))
  if (wanted.text === undefined) return fitting
  return fitting.filter((element) => !fitting.some((other) => other !== element && isInside(other, element)))
}

function fits(element: Element, wanted: Wanted): boolean {
  if (wanted.tag !== undefined && element.tag !== wanted.tag) return false
  if (wanted.id !== undefined && element.attr.id !== wanted.id) return false
  if (wanted.className !== undefined && !asText(element.attr.class).split(/\s+/).includes(wanted.className))
    return false
  if (wanted.text === undefined) return true
  const said = textOf(element).trim()
  return typeof wanted.text === 'string' ? said === wanted.text : wanted.text.test(said)
}

function isInside(element: Element, outer: Element): boolean {
  for (let at = element.parent; at; at = at.parent) if (at === outer) return true
  return false
}

/** The nearest element, from this one up, that listens to an event, and the name of its handler. */
export function listenerOf(element: Element, type: string): { element: Element; handler: string } | undefined {
  for (let at: Element | undefined = element; at; at = at.parent) {
    const handler = at.attr[`bind${type}`] ?? at.attr[`catch${type}`]
    if (typeof handler === 'string' && handler !== '') return { element: at, handler }
  }
  return undefined
}

/** Words of an attribute; nothing for what has none. */
export const asText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''

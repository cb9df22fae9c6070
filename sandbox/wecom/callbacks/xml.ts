/** The few XML shapes WeCom sends: strings in CDATA, numbers bare, nested elements. */

export type XmlValue = string | number | readonly XmlField[]
export type XmlField = readonly [name: string, value: XmlValue]

const element = ([name, value]: XmlField): string => {
  if (typeof value === 'number') return `<${name}>${value}</${name}>`
  if (typeof value === 'string') return `<${name}><![CDATA[${value.replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`
  return `<${name}>${value.map(element).join('')}</${name}>`
}

/** `<xml>…</xml>` around the fields, in their order. */
export const toXml = (fields: readonly XmlField[]): string => element(['xml', fields])

/** The text of one element, CDATA or bare; for reading a passive reply and for logs. */
export function xmlText(xml: string, name: string): string | undefined {
  const found = new RegExp(`<${name}>(?:<!\\[CDATA\\[([\\s\\S]*?)\\]\\]>|([^<]*))</${name}>`).exec(xml)
  return found?.[1] ?? found?.[2]
}

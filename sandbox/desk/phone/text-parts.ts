/** A piece of a WeCom text message. */
export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }

const LINK = /<a\s[^>]*?href=["']([^"']+)["'][^>]*>([\s\S]*?)<\/a>/gi
const TAG = /<[^>]*>/g

/**
 * Splits the content of a text message as WeCom shows it: `<a href>` is the one tag it knows (WeCom 90236), of textcards also
 * `<div class>` and `<br>`; every other mark-up is dropped. Nothing here is ever written as HTML.
 */
export function textParts(content: string): readonly TextPart[] {
  const parts: TextPart[] = []
  let from = 0
  for (const match of content.matchAll(LINK)) {
    push(parts, content.slice(from, match.index))
    parts.push({ kind: 'link', url: match[1] ?? '', text: plain(match[2] ?? '') })
    from = match.index + match[0].length
  }
  push(parts, content.slice(from))
  return parts
}

function push(parts: TextPart[], text: string): void {
  const shown = plain(text)
  if (shown !== '') parts.push({ kind: 'text', text: shown })
}

function plain(text: string): string {
  return text
    .replace(/<br\s*\/?>|<\/div>/gi, '\n')
    .replace(TAG, '')
    .replace(/\n+$/, '')
}

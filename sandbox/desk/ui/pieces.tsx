import type { ReactNode } from 'react'

/** Colour of a small word; the word itself always says the same. */
export type Tone = 'plain' | 'waiting' | 'done' | 'attention' | 'stopped' | 'accent'

/** A small word about a state. */
export function Chip(props: { tone?: Tone; children: ReactNode; title?: string }): ReactNode {
  return (
    <span className={`chip chip-${props.tone ?? 'plain'}`} title={props.title}>
      {props.children}
    </span>
  )
}

/** An id or key, in the fixed-width face, breakable anywhere. */
export function Code(props: { children: ReactNode }): ReactNode {
  return <code className="code">{props.children}</code>
}

/** What stands where a list would be, and what to do about it. */
export function Empty(props: { title: string; children?: ReactNode }): ReactNode {
  return (
    <div className="empty">
      <p className="empty-title">{props.title}</p>
      {props.children && <div className="empty-more">{props.children}</div>}
    </div>
  )
}

/** A titled block of the panel. */
export function Block(props: { title: string; aside?: ReactNode; children: ReactNode }): ReactNode {
  return (
    <section className="block" aria-label={props.title}>
      <div className="block-head">
        <h3>{props.title}</h3>
        {props.aside}
      </div>
      {props.children}
    </section>
  )
}

/** Something that unfolds; the browser's own element, so keyboard and readers know it. */
export function Fold(props: { title: ReactNode; children: ReactNode; open?: boolean }): ReactNode {
  return (
    <details className="fold" open={props.open}>
      <summary>{props.title}</summary>
      <div className="fold-body">{props.children}</div>
    </details>
  )
}

/** First character of a name on a coloured ground; decoration, the name stands beside it. */
export function Avatar(props: { name: string; square?: boolean; tone?: number }): ReactNode {
  const tone = props.tone ?? [...props.name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 6
  return (
    <span className={`avatar avatar-${tone}${props.square ? ' avatar-square' : ''}`} aria-hidden="true">
      {[...props.name][0] ?? '·'}
    </span>
  )
}

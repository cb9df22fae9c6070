import type { ReactNode } from 'react'

/** What a box stands for; a browser renders that element, a mini-program a view. */
export type BoxTag =
  | 'div'
  | 'section'
  | 'article'
  | 'header'
  | 'footer'
  | 'nav'
  | 'main'
  | 'aside'
  | 'form'
  | 'ul'
  | 'ol'
  | 'li'
  | 'p'
  | 'dl'
  | 'dt'
  | 'dd'

/** A roles subset that both targets understand. */
export type BoxRole = 'alert' | 'status' | 'group' | 'img' | 'list' | 'listitem' | 'search' | 'region' | 'progressbar'

export interface BoxProps {
  as?: BoxTag
  className?: string
  id?: string
  role?: BoxRole
  /** Read out instead of, or before, what stands inside. */
  label?: string
  /** Announces what arrives inside: politely, or at once. */
  live?: 'polite' | 'assertive'
  /** Decoration: not read out. */
  hidden?: boolean
  children?: ReactNode
}

export interface TextProps {
  className?: string
  id?: string
  /** Long-press selects it in a mini-program (ids, codes, links). */
  selectable?: boolean
  /** Bold by meaning. */
  strong?: boolean
  /** Exact form shown on hover; in a mini-program pieces show it on tap. */
  title?: string
  hidden?: boolean
  children?: ReactNode
}

export interface HeadingProps {
  /** 1 is the page's own title; order has no gaps. */
  level: 1 | 2 | 3 | 4
  className?: string
  id?: string
  children?: ReactNode
}

export interface PictureProps {
  /** Data URI, or an address of our own origin: foreign pictures are not shown. */
  src: string
  /** What it shows; empty for decoration. */
  alt: string
  className?: string
  /** A long press offers saving and scanning in a mini-program. */
  menu?: boolean
}

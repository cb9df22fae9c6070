import type { ReactNode } from 'react'
import type { Place } from '../../platform/place'
import type { IconName } from '../icon'

export interface PhonePageProps {
  /** Says the task. */
  title: string
  /** One sentence under the title. */
  lead?: ReactNode
  /** Small line above the title: who speaks. */
  eyebrow?: ReactNode
  /** The one primary action, in reach of the thumb. */
  action?: ReactNode
  /** Where back leads when the page was opened directly; without it there is no way back here. */
  parent?: Place
  children?: ReactNode
}

export interface NavItem {
  place: Place
  words: string
  icon: IconName
  /** Other pages that belong to it. */
  routes?: readonly string[]
}

export interface ConsolePageProps {
  title: string
  lead?: ReactNode
  /** Page-wide actions, right of the title. */
  actions?: ReactNode
  nav: readonly NavItem[]
  /** Route of this page. */
  route: string
  /** Whose console, at the top of the navigation. */
  owner: string
  /** Who is signed in, and how to leave. */
  account?: ReactNode
  /** The page above this one: 邀请. */
  parent?: { place: Place; words: string }
  /** Beside the content where there is room, under it where not. */
  aside?: ReactNode
  /** The aside is what matters now: above the content where there is no room beside it. */
  asideFirst?: boolean
  children?: ReactNode
}

/** Whether a page belongs to an entry of the navigation. */
export const isCurrent = (item: NavItem, route: string): boolean =>
  item.place.route === route || (item.routes ?? []).includes(route)

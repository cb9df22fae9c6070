import { createContext, useContext } from 'react'
import type { SeatView } from '../../wecom/platform/views'
import type { Seat } from '../state/seat'
import type { MiniProgramPage } from './mini-program'

/** What everything inside one phone may ask the phone to do. */
export interface Phone {
  readonly seat: Seat
  /** Who holds it; undefined while nobody does. */
  readonly holder: SeatView | undefined
  /** Opens an address in the web view. */
  openWeb(url: string): void
  /** Opens a page of a mini-program. */
  openMiniProgram(target: MiniProgramPage): void
  /** Opens WeCom's management page of one app. */
  openAppSettings(suiteId: string): void
  /** Hands a decoded text to WeCom's scanner. */
  scan(text: string): Promise<void>
  /** A line at the foot of the phone's screen. */
  say(text: string): void
}

const PhoneContext = createContext<Phone | undefined>(undefined)

/** Gives a phone to what is inside it. */
export const PhoneProvider = PhoneContext.Provider

/** @throws when used outside a phone */
export function usePhone(): Phone {
  const phone = useContext(PhoneContext)
  if (!phone) throw new Error('usePhone outside a phone')
  return phone
}

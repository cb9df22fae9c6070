import { useSyncExternalStore } from 'react'
import type { Me } from '@shared/contract/session'
import { readStored, removeStored, writeStored } from './storage'

const TOKEN = 'session'
const ME = 'me'

let cached: { raw: string | undefined; me: Me | undefined } | undefined
const listeners = new Set<() => void>()

const changed = (): void => listeners.forEach((listener) => listener())

/** The bearer token of this device, if anybody signed in. */
export const sessionToken = (): string | undefined => readStored(TOKEN)

/** Keeps a new or renewed token, and who it belongs to when that was told. */
export function keepSession(token: string, me?: Me): void {
  writeStored(TOKEN, token)
  if (me) keepMe(me)
}

/** Keeps who the caller is, as last read. */
export function keepMe(me: Me): void {
  writeStored(ME, JSON.stringify(me))
  changed()
}

/** Forgets the caller: signed out here, or refused by the server. */
export function clearSession(): void {
  if (sessionToken() === undefined && readStored(ME) === undefined) return
  removeStored(TOKEN)
  removeStored(ME)
  changed()
}

/** Who is signed in on this device, as last told by the server; what she may do, the server decides anew on every call. */
export function currentMe(): Me | undefined {
  const raw = sessionToken() === undefined ? undefined : readStored(ME)
  if (cached?.raw !== raw) cached = { raw, me: raw === undefined ? undefined : parseMe(raw) }
  return cached?.me
}

function parseMe(raw: string): Me | undefined {
  try {
    // Written by keepMe alone, from a server answer.
    return JSON.parse(raw) as Me
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined
    throw fault
  }
}

/** The same as a hook: pages re-render on sign-in and sign-out. */
export const useMe = (): Me | undefined => useSyncExternalStore(subscribe, currentMe, currentMe)

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

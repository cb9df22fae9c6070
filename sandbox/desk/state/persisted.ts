import { useCallback, useState } from 'react'

/** The part of `Storage` the desk uses; a Map-backed one serves tests. */
export interface KeyValue {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
}

/** Everything the desk keeps in the browser lives under this prefix, away from the app's own `seat-…` keys. */
export const DESK_PREFIX = 'accord-desk/'

/**
 * Reads one stored value.
 * @param parse turns the stored JSON into the value, or undefined when it is not one (older format, edited by hand)
 * @returns the value, or `initial` when nothing usable is stored
 */
export function readStored<T>(store: KeyValue, key: string, parse: (raw: unknown) => T | undefined, initial: T): T {
  const text = store.getItem(DESK_PREFIX + key)
  if (text === null) return initial
  const raw = parseJson(text)
  return parse(raw) ?? initial
}

/**
 * Writes one value as JSON.
 * @returns whether the browser took it; false when its quota is used up
 */
export function writeStored(store: KeyValue, key: string, value: unknown): boolean {
  try {
    store.setItem(DESK_PREFIX + key, JSON.stringify(value))
    return true
  } catch (cause) {
    // A full quota is an ordinary answer of this port, told apart from programming errors by its name alone: the
    // browser's exception is not an Error in every realm.
    if ((cause as { name?: unknown } | null)?.name === 'QuotaExceededError') return false
    throw cause
  }
}

/** React state that survives a reload; `parse` must be stable (module level). */
export function usePersisted<T>(
  key: string,
  initial: T,
  parse: (raw: unknown) => T | undefined,
): readonly [T, (next: T) => void] {
  const [value, setValue] = useState<T>(() => readStored(window.localStorage, key, parse, initial))
  const keep = useCallback(
    (next: T) => {
      setValue(next)
      writeStored(window.localStorage, key, next)
    },
    [key],
  )
  return [value, keep]
}

/** `parse` for a plain text. */
export const asText = (raw: unknown): string | undefined => (typeof raw === 'string' ? raw : undefined)
/** `parse` for a yes or no. */
export const asFlag = (raw: unknown): boolean | undefined => (typeof raw === 'boolean' ? raw : undefined)
/** `parse` for a whole number. */
export const asCount = (raw: unknown): number | undefined =>
  typeof raw === 'number' && Number.isInteger(raw) ? raw : undefined

/** Makes a `parse` that accepts only the given words. */
export function asOneOf<T extends string>(words: readonly T[]): (raw: unknown) => T | undefined {
  return (raw) => words.find((word) => word === raw)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined
    throw cause
  }
}

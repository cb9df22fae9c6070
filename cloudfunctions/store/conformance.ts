/**
 * The battery every Store adapter passes, unchanged. An adapter's own test file opens a fresh, empty store and calls
 * `storeBattery`; what only one adapter can show (timeouts, several processes) is tested beside it.
 */
import type { ManualClock } from '../runtime/clock'
import { commitTests } from './conformance-commit'
import { documentTests } from './conformance-documents'
import { expiryTests } from './conformance-expiry'
import { listTests } from './conformance-list'
import type { Store } from './store'

/** A fresh, empty store under a clock that stands still. */
export interface OpenedStore {
  readonly store: Store
  readonly clock: ManualClock
  /** Frees everything, the files included. */
  close(): Promise<void>
}

export type OpenStore = () => Promise<OpenedStore>

/** Runs `test` on a fresh store and frees it whatever happens. */
export type WithStore = (test: (opened: OpenedStore) => Promise<void>) => () => Promise<void>

/**
 * Registers the battery's tests.
 * @param name of the adapter, for the titles
 * @param open a fresh, empty store; called once per test
 */
export function storeBattery(name: string, open: OpenStore): void {
  const withStore: WithStore = (test) => async () => {
    const opened = await open()
    try {
      await test(opened)
    } finally {
      await opened.close()
    }
  }
  describe(`${name} store`, () => {
    describe('documents', () => documentTests(withStore))
    describe('commits', () => commitTests(withStore))
    describe('lists', () => listTests(withStore))
    describe('expiry', () => expiryTests(withStore))
  })
}

/** Known behaviours of the real service that a test can order, one answer at a time (cloudbase.md §7). */

export type FaultAnswer =
  /** DATABASE_TRANSACTION_FAIL [TransactionBusy]; transient. */
  | 'busy'
  /** DATABASE_TRANSACTION_CONFLICT; the transaction is aborted. */
  | 'conflict'
  /** DATABASE_TRANSACTION_FAIL [TransactionNotExist]; the transaction is aborted. */
  | 'not-exist'
  | 'html-502'
  | 'html-503'
  /** HTTP 503 with a JSON body. */
  | 'json-503'
  /** HTTP 200 without a body. */
  | 'empty'
  /** No answer at all: the client's read timeout ends it. */
  | 'hang'
  /** The connection breaks. */
  | 'reset'
  /** `updated: 0` without having looked. */
  | 'updated-0'

export interface Fault {
  readonly answer: FaultAnswer
  /** Only requests with this action. */
  readonly action?: string
  readonly collection?: string
  /** Let this many matching requests pass first: `skip: 2` bends the third. */
  readonly skip?: number
  /** How many requests are bent; default 1. */
  readonly times?: number
  /** Carry out the request before answering wrongly: the write was applied, the client does not know. */
  readonly applied?: boolean
  /** Real milliseconds before the answer. */
  readonly delayMs?: number
}

export interface Faults {
  /** Queues one; faults are tried in the order they were added. */
  add(fault: Fault): void
  /** How many answers are still to be bent: 0 proves that a test's fault was met. */
  pending(): number
  clear(): void
}

export interface TakeableFaults extends Faults {
  /** The fault for this request, if one is due. */
  take(action: string, collection: string | undefined): Fault | undefined
}

/** An empty list of faults. */
export function createFaults(): TakeableFaults {
  let queue: { fault: Fault; skip: number; left: number }[] = []
  return {
    add: (fault) => void queue.push({ fault, skip: fault.skip ?? 0, left: fault.times ?? 1 }),
    pending: () => queue.reduce((sum, item) => sum + item.left, 0),
    clear: () => void (queue = []),
    take(action, collection) {
      for (const item of queue) {
        const { fault } = item
        if (item.left === 0 || (fault.action && fault.action !== action)) continue
        if (fault.collection && fault.collection !== collection) continue
        if (item.skip > 0) {
          item.skip--
          continue
        }
        item.left--
        return fault
      }
      return undefined
    },
  }
}

/** The part of AbortSignal that TanStack Query uses. */
class Signal {
  aborted = false
  private readonly listeners = new Set<() => void>()

  addEventListener(_type: 'abort', listener: () => void): void {
    this.listeners.add(listener)
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    this.listeners.delete(listener)
  }

  fire(): void {
    if (this.aborted) return
    this.aborted = true
    this.listeners.forEach((listener) => listener())
  }
}

/**
 * Mini-programs have no AbortController; without one every query stays pending and nothing is logged.
 * Webpack provides this class wherever weapp code names the global (client/config).
 */
export class AbortController {
  readonly signal = new Signal()

  abort(): void {
    this.signal.fire()
  }
}

import { useCallback, useEffect, useState } from 'react'
import type { ControlInput, ControlName, ControlOutput } from '../../wecom/platform/control'
import { messageOf } from './platform'
import { useDesk, usePolling } from './use-desk'

/** An answer of the stand-in that is kept fresh. */
export interface Reading<N extends ControlName> {
  /** Undefined before the first answer. */
  readonly answer: ControlOutput<N> | undefined
  /** Why the last reading failed, Chinese; undefined while readings succeed. */
  readonly trouble: string | undefined
  /** Reads again now. */
  read(): Promise<void>
  /** Takes over an answer that another call brought along. */
  put(answer: ControlOutput<N>): void
}

/**
 * Reads something that changes nothing, again whenever the world changes, and every `everyMs` where the world does not show it.
 * @param input what to ask; undefined asks nothing
 */
export function useReading<N extends ControlName>(
  name: N,
  input: ControlInput<N> | undefined,
  everyMs = 10_000,
): Reading<N> {
  const { platform, world } = useDesk()
  const [answer, setAnswer] = useState<ControlOutput<N>>()
  const [trouble, setTrouble] = useState<string>()
  // Callers write the input in place; its text tells whether it is still the same question.
  const asked = input === undefined ? undefined : JSON.stringify(input)
  const read = useCallback(async () => {
    if (asked === undefined) return
    try {
      setAnswer(await platform(name, JSON.parse(asked) as ControlInput<N>))
      setTrouble(undefined)
    } catch (cause) {
      setTrouble(messageOf(cause))
    }
  }, [platform, name, asked])
  useEffect(() => {
    void read()
  }, [read, world])
  usePolling(read, everyMs)
  return { answer, trouble, read, put: setAnswer }
}

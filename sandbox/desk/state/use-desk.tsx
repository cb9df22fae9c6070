import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import type { ControlInput, ControlName, ControlOutput } from '../../wecom/platform/control'
import type { WorldView } from '../../wecom/platform/views'
import type { DeskConfig } from '../config'
import { messageOf, type Platform } from './platform'

/** One line shown for a moment at the foot of the desk. */
export interface Toast {
  readonly id: number
  readonly tone: 'done' | 'failed'
  readonly text: string
}

/** What every part of the desk needs. */
export interface Desk {
  readonly config: DeskConfig
  readonly platform: Platform
  /** The stand-in's world as last read; undefined until the first answer. */
  readonly world: WorldView | undefined
  /** `performance.now()` when `world` was read. */
  readonly readAt: number
  /** Why the last reading failed; undefined while readings succeed. */
  readonly trouble: string | undefined
  readonly toasts: readonly Toast[]
  /** Reads the world again now. */
  refresh(): Promise<void>
  /** Shows a line for a moment. */
  tell(text: string, tone?: Toast['tone']): void
  /**
   * Presses a button of WeCom's side: calls, says so, reads the world again.
   * @param done what to say on success; nothing is said without it
   * @returns the answer, or undefined when it was refused (the reason has been shown)
   */
  act<N extends ControlName>(name: N, input: ControlInput<N>, done?: string): Promise<ControlOutput<N> | undefined>
}

/** How often the world is read while the page is visible, ms. */
const POLL_MS = 1500
const TOAST_MS = 4200

const DeskContext = createContext<Desk | undefined>(undefined)

/** @throws when used outside `DeskProvider` */
export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('useDesk outside DeskProvider')
  return desk
}

/** Keeps the world fresh and gives it to everything below. */
export function DeskProvider(props: { config: DeskConfig; platform: Platform; children: ReactNode }): ReactNode {
  const { config, platform, children } = props
  const { world, readAt, trouble, refresh } = useWorld(platform)
  const { toasts, tell } = useToasts()
  const act = useCallback<Desk['act']>(
    async (name, input, done) => {
      try {
        const output = await platform(name, input)
        if (done) tell(done)
        await refresh()
        return output
      } catch (cause) {
        tell(messageOf(cause), 'failed')
        return undefined
      }
    },
    [platform, refresh, tell],
  )
  const desk = useMemo<Desk>(
    () => ({ config, platform, world, readAt, trouble, toasts, refresh, tell, act }),
    [config, platform, world, readAt, trouble, toasts, refresh, tell, act],
  )
  return <DeskContext.Provider value={desk}>{children}</DeskContext.Provider>
}

const NOT_READ = { world: undefined, readAt: 0 }

function useWorld(platform: Platform) {
  const [{ world, readAt }, setReading] = useState<{ world: WorldView | undefined; readAt: number }>(NOT_READ)
  const [trouble, setTrouble] = useState<string>()
  const lastText = useRef('')
  const refresh = useCallback(async () => {
    try {
      const next = await platform('world.get', {})
      // Same world, same object: the polls in between cost no rendering. The clock alone does not count as a change.
      const text = JSON.stringify({ ...next, clock: { ...next.clock, now: Math.floor(next.clock.now / 10_000) } })
      if (text !== lastText.current) {
        lastText.current = text
        setReading({ world: next, readAt: performance.now() })
      }
      setTrouble(undefined)
    } catch (cause) {
      setTrouble(messageOf(cause))
    }
  }, [platform])
  usePolling(refresh, POLL_MS)
  return { world, readAt, trouble, refresh }
}

/** Runs `work` now and then every `everyMs`, one at a time, and not while the page is hidden. */
export function usePolling(work: () => Promise<void>, everyMs: number): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let stopped = false
    const turn = async () => {
      if (document.visibilityState !== 'hidden') await work()
      if (!stopped) timer = setTimeout(() => void turn(), everyMs)
    }
    void turn()
    return () => {
      stopped = true
      clearTimeout(timer)
    }
  }, [work, everyMs])
}

function useToasts() {
  const [toasts, setToasts] = useState<readonly Toast[]>([])
  const counter = useRef(0)
  const tell = useCallback((text: string, tone: Toast['tone'] = 'done') => {
    const id = ++counter.current
    setToasts((before) => [...before.filter((toast) => toast.text !== text).slice(-2), { id, tone, text }])
    setTimeout(() => setToasts((before) => before.filter((toast) => toast.id !== id)), TOAST_MS)
  }, [])
  return { toasts, tell }
}

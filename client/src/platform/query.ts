import { QueryClient, useMutation, useQuery, useQueryClient, type QueryKey } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { ActionContract, OutputOf } from '@shared/contract/define'
import { AppError } from '@shared/kernel/errors'
import { call, type CallInput } from './call'
import { deviceNow } from './now'
import { useMe } from './session'
import { useVisible } from './visible'

const EAGER_MS = 2_000
const CALM_MS = 5_000
const EAGER_FOR_MS = 30_000

/** One client for the app. A read is tried once more when nothing answered; refusals are final. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => failures < 1 && error instanceof AppError && error.details?.offline === true,
      retryDelay: 1_000,
      staleTime: 1_000,
      refetchOnWindowFocus: true,
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})

/** What one person was told is never shown to the next one on this device, nor to nobody. */
const keyOf = (contract: ActionContract, input: unknown, who: string | undefined): QueryKey => [
  contract.name,
  input,
  who ?? '',
]

export interface ReadOptions {
  /** False until its input is known. */
  enabled?: boolean
  /** Asked again and again while true: someone elsewhere is doing something. */
  waiting?: boolean
  /** An answer this young is not asked for again on focus or return (ms). */
  freshForMs?: number
}

/** Milliseconds until the next look: every 2 s, after 30 s every 5 s; never while hidden or once nothing is awaited. */
export function pollEvery(isWaiting: boolean, isVisible: boolean, waitedMs: number): number | false {
  if (!isWaiting || !isVisible) return false
  return waitedMs < EAGER_FOR_MS ? EAGER_MS : CALM_MS
}

/** Reads an action's answer and keeps it by input. */
export function useRead<C extends ActionContract>(contract: C, input: CallInput<C>, options: ReadOptions = {}) {
  return useReadUntil(contract, input, () => options.waiting ?? false, options)
}

/** The same, asked again while `isWaiting` says that what came is not the end of it. */
export function useReadUntil<C extends ActionContract>(
  contract: C,
  input: CallInput<C>,
  isWaiting: (data: OutputOf<C> | undefined) => boolean,
  { enabled = true, freshForMs }: Omit<ReadOptions, 'waiting'> = {},
) {
  const isVisible = useVisible()
  const who = useMe()?.openUserId
  const since = useRef<number | undefined>(undefined)
  const reading = useQuery({
    queryKey: keyOf(contract, input, who),
    queryFn: () => call(contract, input),
    enabled,
    ...(freshForMs === undefined ? {} : { staleTime: freshForMs }),
    refetchIntervalInBackground: true,
    refetchInterval: (query) => {
      const isOpen = isWaiting(query.state.data)
      if (!isOpen) since.current = undefined
      else since.current ??= deviceNow()
      return pollEvery(isOpen, isVisible, since.current === undefined ? 0 : deviceNow() - since.current)
    },
  })
  useReturn(isVisible, () => {
    if (enabled && reading.isStale) void reading.refetch()
  })
  return reading
}

/** Runs `again` when the page comes back on top: both targets keep a page alive under the ones opened from it. */
function useReturn(isVisible: boolean, again: () => void): void {
  const wasHidden = useRef(false)
  const latest = useRef(again)
  useEffect(() => {
    latest.current = again
  })
  useEffect(() => {
    if (isVisible && wasHidden.current) latest.current()
    wasHidden.current = !isVisible
  }, [isVisible])
}

/** Reads by concept that a change makes stale: `invitation` covers every `invitation.*`. */
export type Concept = string

/**
 * Changes something. Rejects with the AppError; afterwards every read of the named concepts is asked anew.
 * @returns the mutation; pages use `mutateAsync` (for buttons), `error` and `isPending`
 */
export function useAct<C extends ActionContract>(contract: C, makesStale: readonly Concept[] = []) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (input: CallInput<C>) => call(contract, input),
    onSettled: () =>
      client.invalidateQueries({
        predicate: (query) => makesStale.some((concept) => String(query.queryKey[0]).startsWith(`${concept}.`)),
      }),
  })
}

import * as solution from '@shared/contract/solution'
import type { ProviderId } from '@shared/wecom/ids'
import { useNow } from '../../platform/now'
import { useAct, useRead, useReadUntil } from '../../platform/query'

/** A page of the provider's solutions, newest first. */
export const useSolutions = (cursor: string) => useRead(solution.list, cursor === '' ? {} : { cursor })

/** One solution with its invitations and reviews; asked again while a review is being waited for. */
export function useSolution(id: string) {
  const now = useNow()
  return useReadUntil(
    solution.get,
    { id },
    (data) => data?.invitations.some((invited) => invited.writtenAt === undefined && invited.expiresAt > now) ?? false,
    { enabled: id !== '' },
  )
}

/** What everybody sees of a published solution. */
export const useSolutionPage = (at: { provider: ProviderId; id: string }, cursor: string) =>
  useRead(solution.page, cursor === '' ? at : { ...at, cursor })

export const useSaveSolution = () => useAct(solution.save, ['solution'])
export const usePublishSolution = () => useAct(solution.publish, ['solution'])

import { useEffect } from 'react'
import { list, type CorpAppView } from '@shared/contract/corp'
import * as tracker from '@shared/contract/tracker'
import type { TrackerView } from '@shared/contract/tracker'
import type { CorpId, SuiteId } from '@shared/wecom/ids'
import { useRead, useReadUntil } from '../../platform/query'
import { isUnderway } from './words'

interface AppAt {
  readonly corpId: CorpId
  readonly suiteId: SuiteId
}

/** Where one app in one corp stands, asked again while somebody is being waited for. */
export const useTracker = ({ corpId, suiteId }: AppAt) =>
  useReadUntil(
    tracker.get,
    { corpId, suiteId },
    (data: TrackerView | undefined) => data !== undefined && isUnderway(data),
  )

/** The same for all apps of the caller's own corp. */
export const useOwnTrackers = () => useReadUntil(tracker.own, {}, (data) => data?.apps.some(isUnderway) ?? false)

/**
 * The app as the customers' list knows it, once the corp's name is known; undefined data while it is not found.
 * Asked again whenever the tracker moved: both stand on one page and must tell the same.
 */
export function useCorpApp({ corpId, suiteId }: AppAt, known: TrackerView | undefined) {
  const search = [...(known?.corpName ?? '')].slice(0, 40).join('')
  const reading = useRead(list, { search }, { enabled: search !== '' })
  const { refetch } = reading
  const moved = known?.steps.map((step) => `${step.key}${step.state}`).join()
  useEffect(() => {
    if (moved !== undefined) void refetch()
  }, [moved, refetch])
  const app: CorpAppView | undefined = reading.data?.items.find(
    (row) => row.corpId === corpId && row.suiteId === suiteId,
  )
  return { ...reading, app }
}

import * as permission from '@shared/contract/permission'
import type { DossierView } from '@shared/contract/permission'
import type { CorpId, SuiteId } from '@shared/wecom/ids'
import { useAct, useReadUntil } from '../../platform/query'
import { mayChange } from './words'

/** One app in one corp, as staff name it. */
export interface AppAt {
  readonly corpId: CorpId
  readonly suiteId: SuiteId
}

/** A change of a dossier moves the tracker and the customer's inbox as well. */
const STALE = ['permission', 'tracker', 'inbox'] as const

const isAwaited = (data: DossierView | undefined): boolean => mayChange(data?.request)

/** The dossier for staff, asked again while a request waits for somebody. */
export const useDossier = (app: AppAt, enabled = true) =>
  useReadUntil(permission.get, { corpId: app.corpId, suiteId: app.suiteId }, isAwaited, { enabled })

/** The same for the admin of the corp itself. */
export const useOwnDossier = (suiteId: SuiteId) => useReadUntil(permission.open, { suiteId }, isAwaited)

export const useAsk = () => useAct(permission.ask, STALE)
export const useFile = () => useAct(permission.file, STALE)
export const useRecordDecline = () => useAct(permission.recordDecline, STALE)
export const useRemind = () => useAct(permission.remind, STALE)
export const useChoose = () => useAct(permission.choose, STALE)
export const useDecline = () => useAct(permission.decline, STALE)

import type { TrackerView } from '@shared/contract/tracker'
import type { CorpAuth } from '@shared/domain/corp-auth/states'
import type { Invitation } from '@shared/domain/invitation/states'
import type { Dossier } from '@shared/domain/permission/states'
import { trackerSteps } from '@shared/domain/tracker/steps'
import type { AppRef, CorpId, ProviderId } from '@shared/wecom/ids'
import { corpAuthDocId, corpAuths } from '../../store/collections/corp'
import { invitationDocId, invitations } from '../../store/collections/invitation'
import { dossierDocId, dossiers } from '../../store/collections/permission'
import { WeComError } from '../../wecom/wecom-error'
import { observeApp } from '../authorisation/observe-app'
import { drainFor } from '../callback/drain'
import { noApp } from '../permission/change-dossier'
import type { Services } from '../services'

/** Launch has no event (wecom-api §3.3): what was read longer ago than this is read again while somebody looks. */
const FRESH_MS = 20_000

/** The tracker of one app, with what has just arrived and a fresh look at WeCom. @throws AppError NOT_FOUND */
export async function readTracker(deps: Services, app: AppRef): Promise<TrackerView> {
  await drainFor(deps, app.providerId, [app.suiteId])
  let auth = (await deps.store.get(corpAuths, corpAuthDocId(app)))?.body
  if (!auth) throw noApp()
  if (isStale(auth, deps.clock.now())) {
    try {
      await observeApp(deps, app)
      auth = (await deps.store.get(corpAuths, corpAuthDocId(app)))?.body ?? auth
    } catch (error) {
      // WeCom does not answer: the last observation is shown with its time.
      if (!(error instanceof WeComError)) throw error
      deps.log.info('tracker.not.read', { error })
    }
  }
  return viewOf(deps, auth)
}

/** All apps of one corp. */
export async function readCorpTrackers(deps: Services, providerId: ProviderId, corpId: CorpId): Promise<TrackerView[]> {
  const page = await deps.store.list(corpAuths, 'byCorp', [providerId, corpId], { limit: 20 })
  const provider = await deps.registry.provider(providerId)
  const apps = page.items.map((item) => item.body).filter((auth) => auth.suiteId !== provider?.signInSuiteId)
  return Promise.all(apps.map((auth) => readTracker(deps, auth)))
}

const isStale = (auth: CorpAuth, now: number): boolean =>
  auth.status === 'active' && auth.setup.doneAt.probed !== undefined && now - (auth.isClosed?.at ?? 0) > FRESH_MS

async function viewOf(deps: Services, auth: CorpAuth): Promise<TrackerView> {
  const invitation: Invitation | undefined = auth.invitationId
    ? (await deps.store.get(invitations, invitationDocId(auth.providerId, auth.invitationId)))?.body
    : undefined
  const dossier: Dossier | undefined = (await deps.store.get(dossiers, dossierDocId(auth)))?.body
  const steps = trackerSteps({ auth, ...(invitation ? { invitation } : {}), ...(dossier ? { dossier } : {}) })
  return {
    corpId: auth.authCorpId,
    corpName: auth.corpName,
    suiteId: auth.suiteId,
    appName: auth.appName ?? '',
    steps: steps.map((step) => {
      const { detail, ...rest } = step
      return { ...rest, ...(detail ? { detail: { ...detail } } : {}) }
    }),
  }
}

/** The calls that turn a permanent code into an app that works, in order, each stored as it comes back. Re-entrant. */
import { nextSetupStep } from '@shared/domain/corp-auth/decide'
import { isSetUp, type CorpAuth, type SetupStep } from '@shared/domain/corp-auth/states'
import { assertNever } from '@shared/kernel/assert-never'
import type { AppRef } from '@shared/wecom/ids'
import { corpAuthDocId, corpAuths, type CorpAuthRecord } from '../../store/collections/corp'
import { WeComError } from '../../wecom/wecom-error'
import type { Handled } from '../callback/handled'
import { permanentCodePlace } from '../registry/credentials'
import type { Services } from '../services'
import { changeCorpAuth } from './change-corp-auth'
import { readAdmins, readInfo, settleRefusal } from './observe-app'
import { setupAdvice } from './setup-advice'

/** Next try after a failure that may mend itself. */
const RETRY_MS = 20_000

/**
 * Goes on from the first step not yet done. "Done" only after `agent/get` answered (errcode 0; for customised apps with its
 * publish status), never on our own wish.
 */
export async function finishSetup(deps: Services, app: AppRef): Promise<Handled> {
  for (;;) {
    const auth = (await deps.store.get(corpAuths, corpAuthDocId(app)))?.body
    if (!auth || auth.status !== 'active') return { done: true, note: 'not active' }
    const step = nextSetupStep(auth)
    if (step === undefined) return afterSetup(deps, app, auth)
    try {
      await runStep(deps, app, auth, step)
    } catch (error) {
      if (!(error instanceof WeComError)) throw error
      const advice = setupAdvice(error)
      await changeCorpAuth(deps, app, {
        type: 'setupFailed',
        failure: {
          step,
          ...(error.errcode === undefined ? {} : { errcode: error.errcode }),
          advice: advice.text,
          isRetried: advice.isRetried,
        },
      })
      // WeCom says that the authorisation is over: its cancel_auth may have come before we knew the corp.
      const settled = await settleRefusal(deps, app, auth.secretVersion, error)
      if (settled) return settled
      if (!advice.isRetried) return { done: true, note: `setup stopped at ${step}: ${error.errcode ?? 'no answer'}` }
      return { done: false, at: deps.clock.now() + RETRY_MS, note: `setup waits at ${step}` }
    }
  }
}

async function runStep(deps: Services, app: AppRef, auth: CorpAuthRecord, step: SetupStep): Promise<void> {
  switch (step) {
    case 'authorised':
    case 'exchanged':
      throw new Error(`a stored authorisation lacks step ${step}`)
    case 'infoRead':
      await readInfo(deps, app, deps.sealer.open(auth.permanentCode, permanentCodePlace(app)))
      return
    case 'tokenHad':
      await deps.wecom.ensureCorpToken(app)
      await changeCorpAuth(deps, app, { type: 'tokenHad' })
      return
    case 'probed': {
      const agent = await deps.wecom.readAgent(app)
      if (app.suiteId.startsWith('dk') && agent.publishStatus === undefined) {
        throw new WeComError('/cgi-bin/agent/get', undefined, 'customized_publish_status is missing', 'later')
      }
      await changeCorpAuth(deps, app, {
        type: 'probed',
        ...(agent.publishStatus === undefined ? {} : { publishStatus: agent.publishStatus }),
        isClosed: agent.isClosed,
        appName: agent.name,
      })
      return
    }
    default:
      assertNever(step, 'setup step')
  }
}

/** Admins are read once the app works; without them nobody but the authorising user can act, so a failure here is tried again. */
async function afterSetup(deps: Services, app: AppRef, auth: CorpAuth): Promise<Handled> {
  if (!isSetUp(auth) || auth.admins) return { done: true }
  try {
    await readAdmins(deps, app)
    return { done: true }
  } catch (error) {
    if (!(error instanceof WeComError)) throw error
    if (!error.retryable) return { done: true, note: `admins not readable: ${error.errcode ?? 'no answer'}` }
    return { done: false, at: deps.clock.now() + RETRY_MS, note: 'admins not read yet' }
  }
}

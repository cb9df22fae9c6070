import type { CallbackMessage } from '@shared/wecom/callback'
import type { AppRef, CorpId, SuiteRef } from '@shared/wecom/ids'
import { corpAuthDocId, corpAuths } from '../../store/collections/corp'
import { permanentCodePlace } from '../registry/credentials'
import type { Handled } from '../callback/handled'
import type { Services } from '../services'
import { exchangeOnce } from './auth-code'
import { changeCorpAuth } from './change-corp-auth'
import { finishSetup } from './finish-setup'
import { endOfCode, endOfSpent, isHeld, recordInstall } from './install-app'
import { observeApp, verdictOf } from './observe-app'

/**
 * `reset_permanent_code` (WeCom 97175): the old secret died at the provider's click; trade the code, replace it, drop the tokens, and read again
 * what could not be read with the dead secret. A corp we do not know (its `create_auth` is late, or it is being adopted) begins here.
 */
export async function resetSecret(
  deps: Services,
  ref: SuiteRef,
  message: Extract<CallbackMessage, { kind: 'resetPermanentCode' }>,
): Promise<Handled> {
  const exchange = await exchangeOnce(deps, ref, message.authCode, message.at)
  if (exchange.type !== 'got' && exchange.type !== 'before') return endOfSpent(deps, exchange)
  const app: AppRef = {
    ...ref,
    authCorpId: exchange.type === 'got' ? exchange.code.authCorpId : (exchange.authCorpId as CorpId),
  }
  if (exchange.type === 'got') await recordSecret(deps, app, message.at, exchange)
  const setup = await finishSetup(deps, app)
  return setup.done === true ? observeApp(deps, app) : setup
}

type Got = Extract<Awaited<ReturnType<typeof exchangeOnce>>, { type: 'got' }>

async function recordSecret(deps: Services, app: AppRef, eventAt: number, { code, record }: Got): Promise<void> {
  const held = (await deps.store.get(corpAuths, corpAuthDocId(app)))?.body
  if (!held || (await isHeld(deps, app, code.permanentCode))) {
    await recordInstall(deps, app, eventAt, code, record)
    return
  }
  if (eventAt < held.authEventAt && !(await opens(deps, app, code.permanentCode))) {
    // Of an install that is over: its code gave a secret that opens nothing any more.
    await deps.store.commit(await endOfCode(deps, record, app))
    return
  }
  await changeCorpAuth(
    deps,
    app,
    { type: 'secretReset' },
    {
      permanentCode: deps.sealer.seal(code.permanentCode, permanentCodePlace(app)),
      also: () => endOfCode(deps, record, app),
    },
  )
  await deps.wecom.forgetTokens(app)
}

async function opens(deps: Services, app: AppRef, permanentCode: string): Promise<boolean> {
  try {
    await deps.wecom.readAuthInfo(app, app.authCorpId, permanentCode)
    return true
  } catch (error) {
    if (verdictOf(error) === undefined) throw error
    return false
  }
}

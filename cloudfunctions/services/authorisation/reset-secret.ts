import type { CallbackMessage } from '@shared/wecom/callback'
import type { AppRef, CorpId, SuiteRef } from '@shared/wecom/ids'
import type { Handled } from '../callback/drain'
import { authCodes } from '../../store/collections/callback'
import { replace } from '../../store/store'
import { permanentCodePlace } from '../registry/credentials'
import type { Services } from '../services'
import { exchangeOnce } from './auth-code'
import { changeCorpAuth } from './change-corp-auth'
import { finishSetup } from './finish-setup'

/** `reset_permanent_code` (WeCom 97175): the old secret died at the provider's click; trade the code, replace it, drop the token. */
export async function resetSecret(
  deps: Services,
  ref: SuiteRef,
  message: Extract<CallbackMessage, { kind: 'resetPermanentCode' }>,
): Promise<Handled> {
  const exchange = await exchangeOnce(deps, ref, message.authCode)
  if (exchange.type === 'spent') return { done: true, note: 'auth code refused' }
  const app: AppRef = {
    ...ref,
    authCorpId: exchange.type === 'got' ? exchange.code.authCorpId : (exchange.authCorpId as CorpId),
  }
  if (exchange.type === 'got') {
    const { code, record } = exchange
    await changeCorpAuth(
      deps,
      app,
      { type: 'secretReset' },
      {
        permanentCode: deps.sealer.seal(code.permanentCode, permanentCodePlace(app)),
        also: async () => {
          const fresh = await deps.store.get(authCodes, record.id)
          return fresh && fresh.body.status !== 'exchanged'
            ? [replace(authCodes, fresh, { status: 'exchanged', at: deps.clock.now(), authCorpId: app.authCorpId })]
            : []
        },
      },
    )
    await deps.wecom.forgetTokens(app)
  }
  return finishSetup(deps, app)
}

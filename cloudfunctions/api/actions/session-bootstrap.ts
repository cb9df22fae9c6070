import type { bootstrap } from '@shared/contract/session'
import { AppError } from '@shared/kernel/errors'
import { providers } from '../../store/collections/provider'
import type { Handler } from '../caller'

export const handle: Handler<typeof bootstrap> = async (deps, _caller, input) => {
  const provider = input.provider ? await deps.registry.provider(input.provider) : undefined
  if (input.provider && !provider) {
    throw new AppError('NOT_FOUND', 'unknown provider', { userMessage: '没有找到这个服务商，请核对链接' })
  }
  return {
    ...(provider
      ? {
          provider: { id: provider.id, name: provider.name },
          signInSuiteId: provider.signInSuiteId,
          miniProgramAppId: provider.miniProgramAppId,
        }
      : {}),
    hasWebLogin: provider?.webLoginSuiteId !== undefined,
    // Names of other providers are shown on a laptop only, where the stand-in plays WeCom.
    ...(deps.config.devSignIn ? { standIn: await standIn() } : {}),
  }

  async function standIn() {
    const page = await deps.store.list(providers, 'all', ['provider'], { limit: 50 })
    return {
      wecomUrl: deps.config.wecom.api,
      providers: page.items.map(({ body }) => ({ id: body.id, name: body.name })),
    }
  }
}

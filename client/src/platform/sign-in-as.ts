import Taro from '@tarojs/taro'
import type { Me } from '@shared/contract/session'
import type { ProviderId, SuiteId } from '@shared/wecom/ids'
import { offline } from './call'
import { trade } from './sign-in'

/** A person of the stand-in's world. */
export interface Stander {
  readonly corpId: string
  readonly corpName: string
  readonly userId: string
  readonly name: string
  readonly title: string
}

interface World {
  readonly corps: readonly {
    readonly corpId: string
    readonly name: string
    readonly members: readonly { readonly userId: string; readonly name: string; readonly title: string }[]
  }[]
}

/**
 * Development builds against the stand-in only (devtools have no `wx.qy`): everybody there is. Production bundles hold none of this file.
 * @param wecomUrl where the stand-in listens
 */
export async function listStanders(wecomUrl: string): Promise<readonly Stander[]> {
  const world = await ask<World>(`${wecomUrl}/platform/world.get`, {})
  return world.corps.flatMap((corp) =>
    corp.members.map(({ userId, name, title }) => ({ corpId: corp.corpId, corpName: corp.name, userId, name, title })),
  )
}

/** Signs in as one of them, with the code WeCom's client would have given her. */
export async function signInAs(at: string, provider: ProviderId, suiteId: SuiteId, who: Stander): Promise<Me> {
  const { corpId, userId } = who
  const { code } = await ask<{ code: string }>(`${at}/platform/client.miniProgramLogin`, { suiteId, corpId, userId })
  return trade({ provider, via: 'miniProgram', code })
}

async function ask<T>(url: string, data: object): Promise<T> {
  const answer = await Taro.request<T>({ url, method: 'POST', data, header: { 'content-type': 'application/json' } })
  if (answer.statusCode !== 200) throw offline(`the stand-in answered ${answer.statusCode}`)
  return answer.data
}

/**
 * Pages in jsdom as a browser gets them: the real platform layer, a scripted api behind `fetch`, an address, and somebody signed in.
 * `afterEach(closePage)` forgets all of it.
 */
import { QueryClientProvider } from '@tanstack/react-query'
import { cleanup, configure, render } from '@testing-library/react'
import Taro from '@tarojs/taro'
import type { ReactElement } from 'react'
import type { Me } from '@shared/contract/session'
import type { CorpId, OpenUserId, ProviderId } from '@shared/wecom/ids'
import { queryClient } from '../src/platform/query'
import { clearSession, keepSession } from '../src/platform/session'
import type { Script } from './api-double'
import { resetTaro, setRouterParams } from './stubs/taro'

// Whole pages on two busy cores: patience costs nothing where nothing is wrong.
configure({ asyncUtilTimeout: 5_000 })
jest.setTimeout(20_000)

/** One call as it was made. */
export interface Called {
  readonly action: string
  readonly input: Record<string, unknown>
}

/** A project manager of the provider. */
export const STAFF: Me = {
  provider: { id: 'yunqi' as ProviderId, name: '云起科技' },
  side: 'staff',
  corpId: 'wpprovider' as CorpId,
  openUserId: 'wosuqing01' as OpenUserId,
  name: '苏晴',
  roles: ['owner', 'projectManager'],
}

/** An admin of a customer. */
export const ADMIN: Me = {
  provider: STAFF.provider,
  side: 'customer',
  corpId: 'wphuadong01' as CorpId,
  corpName: '华东零售',
  openUserId: 'wozhoumin3f2a' as OpenUserId,
  name: '管理员 ··3f2a',
  roles: ['appAdmin', 'member'],
  proof: 'authorisingUser',
}

export interface Opened {
  /** Every call so far, in order. */
  readonly calls: readonly Called[]
  /** Calls of one action. */
  of(action: string): readonly Called[]
  /** Where the page sent her, in order. */
  moves(): readonly string[]
}

/** @param script what the api answers by action name; an action it does not know is NOT_FOUND */
export function openPage(
  page: ReactElement,
  options: { script: Script; me?: Me; query?: Readonly<Record<string, string>> },
): Opened {
  const calls: Called[] = []
  globalThis.fetch = ((url: string, init?: { body?: string }) => {
    const action = url.slice(url.lastIndexOf('/') + 1)
    const { input } = JSON.parse(init?.body ?? '{}') as { input: Record<string, unknown> }
    calls.push({ action, input })
    const text = JSON.stringify({ ...answerOf(options.script, action, input), now: Date.now() })
    return Promise.resolve({ status: 200, text: () => Promise.resolve(text) })
  }) as unknown as typeof fetch
  // jsdom draws no dialogs; being open is all that pages need of one.
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
    this.open = true
  }
  HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
    this.open = false
  }
  setRouterParams(options.query ?? {})
  if (options.me) keepSession('a-token', options.me)
  render(<QueryClientProvider client={queryClient}>{page}</QueryClientProvider>)
  return { calls, of: (action) => calls.filter((called) => called.action === action), moves }
}

const moves = (): readonly string[] =>
  [Taro.navigateTo, Taro.redirectTo, Taro.reLaunch].flatMap((move) =>
    jest.mocked(move).mock.calls.map(([{ url }]) => url),
  )

function answerOf(script: Script, action: string, input: unknown): object {
  try {
    const answer = script[action]
    if (!answer) throw Object.assign(new Error(action), { code: 'NOT_FOUND', userMessage: '没有找到' })
    return { ok: true, data: answer(input) }
  } catch (fault) {
    const { code = 'INTERNAL', userMessage = '', details } = fault as Partial<Record<string, unknown>>
    return { ok: false, error: { code, userMessage, details, requestId: 'double' } }
  }
}

/** A refusal for scripts, with what the server adds for the page. */
export const refuse = (code: string, userMessage: string, details?: Readonly<Record<string, unknown>>) =>
  Object.assign(new Error(code), { code, userMessage, details })

/** Takes the page away, signs out, and forgets what was read. */
export function closePage(): void {
  cleanup()
  queryClient.clear()
  clearSession()
  window.localStorage.clear()
  resetTaro()
}

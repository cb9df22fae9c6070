/**
 * `GET /install/{provider}/{suite}` sends the browser to WeCom; `GET /install/return/{provider}/{suite}?auth_code&state` takes it back. The second is a GET that
 * changes something, as WeCom's redirect demands; only a code of WeCom with a state of ours does, and only once.
 */
import { AppError, STATUS_OF } from '@shared/kernel/errors'
import type { ProviderId, SuiteId } from '@shared/wecom/ids'
import { textAnswer, type EdgeAnswer, type EdgeRequest } from '../runtime/edge'
import { installAddress, returnFromInstall, type Installed } from '../services/authorisation/website-install'
import type { Services } from '../services/services'

const BACK = /^\/install\/return\/([a-z0-9-]{2,20})\/([A-Za-z0-9_-]{4,64})$/
const START = /^\/install\/([a-z0-9-]{2,20})\/([A-Za-z0-9_-]{4,64})$/

const WORDS: Readonly<Record<Installed, string>> = {
  done: '安装完成，可以关闭这个页面，回到企业微信使用。',
  underWay: '已收到授权，正在完成安装，通常一分钟内就好。可以关闭这个页面。',
  failed: '这次授权没有生效：授权码已用过或已过期。请回到服务商网站重新安装。',
}

/** Answers both. Never throws. */
export async function installEdge(request: EdgeRequest, deps: Services): Promise<EdgeAnswer> {
  const back = BACK.exec(request.path)
  const start = back ?? START.exec(request.path)
  if (request.method !== 'GET' || !start) return textAnswer(404, '没有这个页面，请核对链接')
  const ref = { providerId: start[1] as ProviderId, suiteId: start[2] as SuiteId }
  try {
    if (!back) return redirect(await installAddress(deps, ref))
    const { auth_code: authCode = '', state = '' } = request.query
    return textAnswer(200, WORDS[await returnFromInstall(deps, ref, { authCode, state })])
  } catch (error) {
    if (!(error instanceof AppError)) {
      deps.log.error('install.failed', { error, requestId: request.requestId })
      return textAnswer(500, `出了点问题，请稍后再试（编号 ${request.requestId}）`)
    }
    deps.log.info('install.refused', { error, requestId: request.requestId })
    return textAnswer(STATUS_OF[error.code], error.userMessage ?? '企业微信暂时没有应答，请稍后再试')
  }
}

const redirect = (location: string): EdgeAnswer => ({
  status: 302,
  headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  body: '',
})

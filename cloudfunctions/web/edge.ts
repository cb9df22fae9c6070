/** Browser → us: our links, the way back from WeCom's sign-in, domain proofs, health. GET never changes anything (previews fetch links). */
import { textAnswer, type EdgeAnswer, type EdgeRequest } from '../runtime/edge'
import type { Services } from '../services/services'

export type WebDeps = Services

/** Where the h5 build lives, on the same origin. */
const APP = '/app/'

/** Which page of the app a link of ours opens. */
const PAGE_OF: Readonly<Record<string, string>> = {
  l: 'customer/link/index',
  r: 'customer/review/index',
}
const LINK = /^\/([lr])\/([a-z0-9-]{2,20})\/([a-z2-7]{26})$/
const OWNER = /^\/o\/([a-z0-9-]{2,20})\/([a-z2-7]{26})$/
const SOLUTION = /^\/s\/([a-z0-9-]{2,20})\/([a-z2-7]{8,32})$/
const PROOF = /^\/(WW_verify_[A-Za-z0-9]{1,64}\.txt)$/

/** Every answer of this edge: nothing cached, no referrer that could carry a token, no framing by strangers. */
const HEADERS = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** Answers every request; never throws. */
export async function webEdge(request: EdgeRequest, deps: WebDeps): Promise<EdgeAnswer> {
  // Loaded on first use: only providers with a backend of their own call these.
  if (/^\/(?:backend|relay)\//.test(request.path)) return (await import('./backend')).backendCall(request, deps)
  if (request.path.startsWith('/install/')) return (await import('./install')).installEdge(request, deps)
  if (request.method !== 'GET' && request.method !== 'HEAD') return textAnswer(405, '只支持读取')
  if (request.path === '/healthz') return textAnswer(200, 'ok')
  if (request.path === '/readyz') return ready(deps)
  const proof = PROOF.exec(request.path)?.[1]
  if (proof !== undefined) {
    const content = deps.config.verifyFiles[proof]
    return content === undefined ? notFound() : textAnswer(200, content)
  }
  if (request.path === '/oauth/return') return backFromSignIn(request)
  const link = LINK.exec(request.path)
  // The token goes on behind `#`: browsers send that part to nobody.
  if (link) return redirect(`${APP}#/${PAGE_OF[link[1] ?? '']}?provider=${link[2]}&token=${link[3]}`)
  const owner = OWNER.exec(request.path)
  if (owner) return redirect(`${APP}#/pages/sign-in/index?provider=${owner[1]}&owner=${owner[2]}`)
  const solution = SOLUTION.exec(request.path)
  if (solution) return redirect(`${APP}#/customer/solution/index?provider=${solution[1]}&id=${solution[2]}`)
  return notFound()
}

/** WeCom sends the browser back with `code` and `state`; both are checked when the page trades them in. */
function backFromSignIn(request: EdgeRequest): EdgeAnswer {
  const { code = '', state = '' } = request.query
  if (!/^[\w.~-]{1,512}$/.test(code) || !/^[A-Za-z0-9]{1,128}$/.test(state)) {
    return redirect(`${APP}#/pages/sign-in/index?failed=1`)
  }
  return redirect(`${APP}#/pages/sign-in/index?code=${encodeURIComponent(code)}&state=${state}`)
}

/** Ready when the store answers. */
async function ready(deps: Pick<WebDeps, 'store' | 'log'>): Promise<EdgeAnswer> {
  try {
    const { canaries, canaryDocId } = await import('../store/collections/operation')
    await deps.store.get(canaries, canaryDocId)
    return textAnswer(200, 'ready')
  } catch (error) {
    deps.log.error('web.not.ready', { error })
    return textAnswer(503, 'store does not answer')
  }
}

const redirect = (location: string): EdgeAnswer => ({ status: 302, headers: { ...HEADERS, location }, body: '' })
const notFound = (): EdgeAnswer => textAnswer(404, '没有这个页面，请核对链接')

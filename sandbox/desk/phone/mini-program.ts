import type { WorldView } from '../../wecom/platform/views'

/** Where the mini-program starts when it is opened from the workbench. */
const START_PAGE = 'customer/inbox/index'

/** A page of a mini-program, as messages and the workbench name it. */
export interface MiniProgramPage {
  readonly appid: string
  /** `pages/x/index?a=1`, with or without a leading slash; empty = the start page. */
  readonly page: string
}

/**
 * Address of a page of the mini-program as the phone runs it: the h5 build of the same pages. A mini-program is built for one provider;
 * the h5 build serves all and is told in the address.
 * @param appBase base URL of our app
 * @param world tells whose mini-program an appid is
 */
export function miniProgramUrl(appBase: string, target: MiniProgramPage, world: WorldView | undefined): string {
  const [path = '', query = ''] = target.page.replace(/^\//, '').split('?')
  // WeCom asks for a trailing `.html` on the workbench home of a mini-program (90228); the page itself has none.
  const page = path.replace(/\.html$/, '') || START_PAGE
  const asked = new URLSearchParams(query)
  const provider = providerOf(target.appid, world)
  if (provider !== undefined && !asked.has('provider')) asked.set('provider', provider)
  const search = asked.toString()
  return `${appBase}/app/#/${page}${search === '' ? '' : `?${search}`}`
}

function providerOf(appid: string, world: WorldView | undefined): string | undefined {
  if (appid === '') return undefined
  return world?.providers.flatMap((provider) => provider.suites).find((suite) => suite.miniProgramAppid === appid)
    ?.providerId
}

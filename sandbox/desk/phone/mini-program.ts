/** Where the mini-program starts when it is opened from the workbench. */
const START_PAGE = 'customer/inbox/index'

/**
 * Address of a page of the mini-program as the phone runs it: the h5 build of the same pages.
 * @param appBase base URL of our app
 * @param target appid of the mini-program and the page path WeCom was given (`pages/x/index?a=1`, with or without a leading slash);
 *   an empty page is the start page
 */
export function miniProgramUrl(appBase: string, target: { readonly appid: string; readonly page: string }): string {
  const [path = '', query = ''] = target.page.replace(/^\//, '').split('?')
  // WeCom asks for a trailing `.html` on the workbench home of a mini-program (90228); the page itself has none.
  const page = path.replace(/\.html$/, '') || START_PAGE
  const asked = new URLSearchParams(query)
  if (target.appid !== '' && !asked.has('appid')) asked.set('appid', target.appid)
  const search = asked.toString()
  return `${appBase}/app/#/${page}${search === '' ? '' : `?${search}`}`
}

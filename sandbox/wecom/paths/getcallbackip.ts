import type { Route } from './route'

/** Where callbacks come from: loopback, as far as the stand-in goes (WeCom 91116). */
export const getcallbackip: Route = {
  method: 'GET',
  path: '/cgi-bin/getcallbackip',
  doc: '91116',
  token: 'corp',
  handle: () => ({ ip_list: ['127.0.0.1'] }),
}

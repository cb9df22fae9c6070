import type { Route } from './route'

/** Where the API itself lives: loopback (wecom-api §2.7). */
export const getApiDomainIp: Route = {
  method: 'GET',
  path: '/cgi-bin/get_api_domain_ip',
  doc: '92520',
  token: 'corp',
  handle: () => ({ ip_list: ['127.0.0.1'] }),
}

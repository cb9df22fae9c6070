import type { Route } from '../route'

/** The custom permissions in force; ext only for external-service apps, which the stand-in has none of (WeCom 99052). */
export const agentGetPermissions: Route = {
  method: 'POST',
  path: '/cgi-bin/agent/get_permissions',
  doc: '99052',
  token: 'corp',
  handle: (_stand, _call, install) => ({
    app_permissions: install.app ? install.app.permissions : ['contact:base:base'],
    app_permissions_ext: [],
  }),
}

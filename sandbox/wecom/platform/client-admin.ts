/** What a customer's admin does in WeCom with an app of the corp. Every change is told by change_auth, which never says why. */
import { pushAuthChange } from '../callbacks/events'
import type { Stand } from '../world/stand'
import type { Install, PermissionRequest } from '../world/state'
import { memberOf } from '../world/ids'
import { adminAct, personOnSeat, refuseAct } from './act'
import { cancelInstall } from './authorise'
import type { Handlers } from './handler'
import { PERMISSION_LABELS } from './permission-labels'
import { changeRange } from './range'
import { isAdmin } from '../world/queries'
import { showApp } from './show'

type AdminName =
  | 'client.permissionAnswer'
  | 'client.editPermissions'
  | 'client.setRange'
  | 'client.disable'
  | 'client.enable'
  | 'client.cancelAuth'

/** Known keys, each once. @throws ActRefusal for an unknown one (85012) or a standard suite */
export function checkedPermissions(install: Install, permissions: readonly string[]): string[] {
  if (!install.app) refuseAct('NOT_CUSTOMISED', '只有代开发应用可以申请自定义权限')
  for (const key of permissions) {
    if (!(key in PERMISSION_LABELS)) refuseAct('85012', `未知的权限：${key} (85012)`)
  }
  return [...new Set(permissions)]
}

function requestNamed(
  stand: Stand,
  corpId: string,
  requestId: string,
): { install: Install; request: PermissionRequest } {
  for (const install of Object.values(stand.state.installs)) {
    if (install.corpId !== corpId || install.status === 'cancelled') continue
    const request = install.app?.requests.find((r) => r.requestId === requestId)
    if (request) return { install, request }
  }
  return refuseAct('NO_REQUEST', '没有这个权限申请')
}

function setDisabled(stand: Stand, install: Install, disabled: boolean): void {
  if (install.disabled === disabled) refuseAct('NO_CHANGE', disabled ? '应用已停用' : '应用已启用')
  install.disabled = disabled
  stand.changed()
  void pushAuthChange(stand, install, 'change_auth')
}

export const clientAdminHandlers: Handlers<AdminName> = {
  'client.permissionAnswer': ({ stand }, { seat, requestId, answer }) => {
    const { corp, member } = personOnSeat(stand, seat)
    if (!isAdmin(member)) refuseAct('NOT_ADMIN', '仅企业管理员可以确认权限')
    const { install, request } = requestNamed(stand, corp.corpId, requestId)
    if (request.status !== 'open') refuseAct('NOT_OPEN', '该申请已处理或已被新的申请取代')
    const agrees = answer === 'agree'
    request.status = agrees ? 'agreed' : 'declined'
    // Taken whole or not at all: the applied set becomes the set in force.
    if (agrees && install.app) install.app.permissions = [...request.permissions]
    stand.changed()
    if (agrees || stand.switches.declinePushes) void pushAuthChange(stand, install, 'change_auth')
    return showApp(stand, install)
  },
  'client.editPermissions': ({ stand }, { seat, suiteId, permissions }) => {
    const { install } = adminAct(stand, seat, suiteId)
    const checked = checkedPermissions(install, permissions)
    if (install.app) install.app.permissions = checked
    stand.changed()
    void pushAuthChange(stand, install, 'change_auth')
    return showApp(stand, install)
  },
  'client.setRange': ({ stand }, { seat, suiteId, users = [], parties = [], tags = [] }) => {
    const { install, corp } = adminAct(stand, seat, suiteId)
    const known = users.map((id) => memberOf(corp, id)?.userId ?? refuseAct('NO_MEMBER', `企业里没有成员 ${id}`))
    for (const id of parties) {
      if (!corp.departments.some((d) => d.id === id)) refuseAct('NO_DEPARTMENT', `企业里没有部门 ${id}`)
    }
    changeRange(stand, install, {
      users: [...new Set(known)],
      parties: [...new Set(parties)],
      tags: [...new Set(tags)],
    })
    void pushAuthChange(stand, install, 'change_auth')
    return showApp(stand, install)
  },
  'client.disable': ({ stand }, { seat, suiteId }) => {
    const { install } = adminAct(stand, seat, suiteId)
    setDisabled(stand, install, true)
    return showApp(stand, install)
  },
  'client.enable': ({ stand }, { seat, suiteId }) => {
    const { install } = adminAct(stand, seat, suiteId)
    setDisabled(stand, install, false)
    return showApp(stand, install)
  },
  'client.cancelAuth': ({ stand }, { seat, suiteId }) => {
    const { install } = adminAct(stand, seat, suiteId)
    cancelInstall(stand, install)
    return showApp(stand, install)
  },
}

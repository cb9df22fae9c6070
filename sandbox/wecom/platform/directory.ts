/** The corps' own directory as far as the stand-in changes it: admins and licences. */
import { pushAppEvent } from '../callbacks/events'
import { personOf, refuseAct } from './act'
import type { Handlers } from './handler'

export const directoryHandlers: Handlers<'directory.setRole' | 'license.set'> = {
  'directory.setRole': ({ stand }, { corpId, userId, role }) => {
    const { corp, member } = personOf(stand, corpId, userId)
    const superAdmins = corp.members.filter((m) => m.role === 'superAdmin')
    if (member.role === 'superAdmin' && role !== 'superAdmin' && superAdmins.length === 1) {
      refuseAct('LAST_ADMIN', '企业至少需要一位超级管理员')
    }
    member.role = role
    stand.changed()
    for (const install of Object.values(stand.state.installs)) {
      if (install.corpId === corpId && install.status === 'authorised')
        void pushAppEvent(stand, install, 'change_app_admin', 'sys')
    }
    const { name } = member
    return { seat: '', corpId, corpName: corp.name, userId: member.userId, name, role, providerId: corp.providerId }
  },
  'license.set': ({ stand }, { corpId, licensed }) => {
    const corp = stand.state.corps[corpId] ?? refuseAct('NO_CORP', '没有这个企业')
    corp.licensed = licensed
    stand.changed()
    return { licensed }
  },
}

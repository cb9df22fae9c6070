import { PERMISSION_LABELS } from '../../wecom/platform/permission-labels'
import { permissionGroups, permissionName } from './permission-keys'

describe('permission keys to choose from', () => {
  it('stand in exactly one group each, in the order of the console', () => {
    const groups = permissionGroups(PERMISSION_LABELS)
    const keys = groups.flatMap((group) => group.keys.map(({ key }) => key))
    expect([...keys].sort()).toEqual(Object.keys(PERMISSION_LABELS).sort())
    expect(groups.map((group) => group.title).slice(0, 2)).toEqual(['通讯录', '客户联系'])
    expect(groups.at(-1)?.title).toBe('其他')
  })

  it('are found by name or by key, without empty groups', () => {
    expect(permissionGroups(PERMISSION_LABELS, '成员手机号').map((group) => group.title)).toEqual(['通讯录'])
    expect(permissionGroups(PERMISSION_LABELS, 'checkin:app').flatMap((group) => group.keys)).toHaveLength(1)
    expect(permissionGroups(PERMISSION_LABELS, '没有这个')).toEqual([])
  })

  it('are called by their key when nobody named them', () => {
    expect(permissionName('approval:base:base')).toBe('审批')
    expect(permissionName('x:y:z')).toBe('x:y:z')
  })
})

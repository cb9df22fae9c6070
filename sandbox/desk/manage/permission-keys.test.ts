import { PERMISSION_GROUPS, permissionGroups, permissionName } from './permission-keys'

describe('permission keys to choose from', () => {
  it('have the three parts WeCom gives them, each listed once', () => {
    const keys = PERMISSION_GROUPS.flatMap((group) => Object.keys(group.keys))
    expect(keys.filter((key) => key.split(':').length !== 3)).toEqual([])
    expect(new Set(keys).size).toBe(keys.length)
  })

  it("carry the stand-in's names where it gave some, and its further keys in a last group", () => {
    const groups = permissionGroups({ 'approval:base:base': '审批（替身）', 'hardware:base:base': '硬件' })
    expect(groups.flatMap((group) => group.keys)).toContainEqual({ key: 'approval:base:base', name: '审批（替身）' })
    expect(groups.at(-1)).toEqual({ title: '其他', keys: [{ key: 'hardware:base:base', name: '硬件' }] })
  })

  it('are found by name or by key, without empty groups', () => {
    expect(permissionGroups({}, '手机').map((group) => group.title)).toEqual(['通讯录'])
    expect(permissionGroups({}, 'checkin').flatMap((group) => group.keys)).toHaveLength(1)
    expect(permissionGroups({}, '没有这个')).toEqual([])
  })

  it('are called by their key when nobody named them', () => {
    expect(permissionName('approval:base:base')).toBe('审批')
    expect(permissionName('x:y:z')).toBe('x:y:z')
  })
})

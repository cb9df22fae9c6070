import { describePermission, PERMISSIONS, permissionsFor } from './permissions'

/** The keys of wecom-api §3.4, as its table writes them. */
const TABLE = `
contact:base:{base,single_user} contact:edit:all contact:sensitive:{avatar,qrcode,gender}
contact:sensitive:{user_name,mobile,department_name,email,position,telephone}
contact:sensitive:{address,extattr,external_profile,external_position,biz_mail}
corp_arch:base:base corp_arch:member:direct_leader externalcontact:base:base
externalcontact:contact:{tag,group_msg,welcome_msg,qrcode,transfer,resigned,stat,product_album,intercept_rule}
externalcontact:groupchat:{welcome_msg,stat,resigned,transfer} externalcontact:moment:{list,post}
externalcontact:customer_acquisition:base externalcontact:resident:manage
customerservice:base:base customerservice:chat:manage customerservice:tool:{upgrade,stat}
externalpay:base:base calendar:base:base meeting:base:base living:base:base email:base:base doc:base:base wedrive:base:base
approval:base:base checkin:app:base hardware:base:base
hardware:checkin:{checkin_data,temperature_data,accesscontrol_data,read_rule,edit_rule} hardware:printer:print
school:base:base school:edit:all school:sensitive:mobile emergency:base:push patrol:report:base resident:report:base
datazone:data:{chat,knowledge_base,hit_keyword,chat_search,sentiment_analysis,customer_tag,chat_summary,recommend_dialog,customized_data}
datazone:component:chat customer_acquisition:interface:{query_quota,link} customer_acquisition:data:{customer,chat}`

const expand = (pattern: string): string[] => {
  const [, head = '', names = ''] = /^(.*)\{(.*)\}$/.exec(pattern) ?? []
  return names === '' ? [pattern] : names.split(',').map((name) => head + name)
}
const keys = TABLE.trim().split(/\s+/).flatMap(expand)

describe('permission catalogue', () => {
  test('holds every key of the reference once, and no other custom key', () => {
    const custom = PERMISSIONS.filter((p) => p.class === 'custom').map((p) => p.key)
    expect([...custom].sort()).toEqual([...keys].sort())
    expect(new Set(PERMISSIONS.map((p) => p.key)).size).toBe(PERMISSIONS.length)
  })

  test('no two permissions of a group share a name', () => {
    const names = PERMISSIONS.map((p) => `${p.group}/${p.name}`)
    expect(new Set(names).size).toBe(names.length)
  })

  test('directory read and edit are for suites only, names and mobiles for customised apps only', () => {
    const ofSuites = permissionsFor('suite').map((p) => p.key)
    const ofTemplates = permissionsFor('template').map((p) => p.key)
    expect(ofSuites).toContain('contact:edit:all')
    expect(ofTemplates).not.toContain('contact:edit:all')
    expect(ofTemplates).toContain('contact:sensitive:user_name')
    expect(ofSuites).not.toContain('contact:sensitive:user_name')
    expect([...ofSuites, ...ofTemplates].some((key) => key.startsWith('basic:'))).toBe(false)
  })

  test('what needs the member’s consent is sensitive', () => {
    const consented = PERMISSIONS.filter((p) => p.needsMemberConsent)
    expect(consented.every((p) => p.isSensitive)).toBe(true)
    expect(consented.map((p) => p.key)).toContain('contact:sensitive:mobile')
  })

  test('only documented rows call themselves verified', () => {
    for (const p of PERMISSIONS) expect([p.key, p.isVerified]).toEqual([p.key, p.source.startsWith('WeCom')])
  })

  test('an unknown key is shown as itself', () => {
    expect(describePermission('robot:arm:move')).toEqual({
      isKnown: false,
      key: 'robot:arm:move',
      name: 'robot:arm:move',
      group: '其他',
    })
    expect(describePermission('constructor').isKnown).toBe(false)
    expect(describePermission('contact:sensitive:mobile')).toMatchObject({ isKnown: true, name: '手机号' })
  })
})

import type { RequestView } from '@shared/contract/permission'
import { effectDiff, filingList, isFileable, mayChange, missingItems, stateWords, turnForStaff } from './words'

const item = (key: string, isMustHave: boolean) => ({ key, reason: '', feature: '', isMustHave, withoutIt: '' })
const MOBILE = 'contact:sensitive:mobile'
const TAG = 'externalcontact:contact:tag'

const aRequest = (changed: Partial<RequestView>): RequestView => ({
  no: 1,
  state: 'draft',
  items: [item(MOBILE, true), item(TAG, false)],
  askedAt: 1,
  askedByName: '苏晴',
  before: [],
  ...changed,
})

describe('a permission request in words', () => {
  it('says whose turn it is in every state', () => {
    const states = ['draft', 'consulted', 'filed', 'agreed', 'partly', 'declined', 'superseded'] as const
    const said = states.map((state) => turnForStaff(aRequest({ state, chosen: [MOBILE] }), '华东零售'))
    expect(new Set(said).size).toBe(states.length)
    expect(said[1]).toBe('华东零售已选好 1 项，轮到我们在企业微信服务商后台提交')
    expect(turnForStaff(undefined, '华东零售')).toBe('还没有申请过自定义权限')
  })

  it('may be filed once chosen, or at once when there is nothing to choose', () => {
    expect(isFileable(aRequest({}))).toBe(false)
    expect(isFileable(aRequest({ items: [item(MOBILE, true)] }))).toBe(true)
    expect(isFileable(aRequest({ state: 'consulted' }))).toBe(true)
    expect(isFileable(aRequest({ state: 'filed' }))).toBe(false)
  })

  it('waits for WeCom as long as WeCom may still answer', () => {
    expect(mayChange(aRequest({ state: 'filed' }))).toBe(true)
    expect(mayChange(aRequest({ state: 'declined', filedAt: 1 }))).toBe(true)
    expect(mayChange(aRequest({ state: 'declined' }))).toBe(false)
    expect(mayChange(aRequest({ state: 'agreed' }))).toBe(false)
    expect(mayChange(undefined)).toBe(false)
  })

  it('lists exactly what was chosen, with WeCom’s own keys', () => {
    const request = aRequest({ state: 'consulted', chosen: [MOBILE] })
    const list = filingList({ appName: 'CRM', corpName: '华东零售' }, request.items.slice(0, 1))
    expect(list).toBe(
      '应用：CRM（企业：华东零售）\n勾选以下 1 项权限：\n1. 成员敏感信息 / 手机号（contact:sensitive:mobile）',
    )
  })

  it('compares the set before with what is in force, and names what did not come', () => {
    expect(effectDiff([TAG, 'a:b'], [TAG, MOBILE]).map((line) => [line.id, line.difference])).toEqual([
      [MOBILE, 'added'],
      ['a:b', 'removed'],
      [TAG, 'same'],
    ])
    expect(missingItems(aRequest({ state: 'declined', chosen: [MOBILE] }), []).map((asked) => asked.key)).toEqual([
      MOBILE,
    ])
  })

  it('speaks to the customer as “您”, and shows a newer server’s state as it is', () => {
    expect(stateWords('agreed').word).toBe('客户已同意')
    expect(stateWords('agreed', 'customer').word).toBe('您已同意')
    expect(stateWords('expiredSomehow', 'customer').word).toBe('expiredSomehow')
  })
})

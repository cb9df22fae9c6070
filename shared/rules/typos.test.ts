import fc from 'fast-check'
import { findTypos } from './typos'

const said = (text: string) => findTypos(text).map(({ start, end, meant }) => [text.slice(start, end), meant])

describe('likely typos (S0-30)', () => {
  it.each<[string, string, string | undefined]>([
    ['员工可以布署应用', '布署', '部署'],
    ['登陆后查看', '登陆后', '登录后'],
    ['己经上线', '己经', '已经'],
    ['按装应用', '按装', '安装'],
    ['数椐看板', '数椐', '数据'],
    ['企业徽信', '企业徽信', '企业微信'],
    ['客户，，跟进', '，，', '，'],
    ['客户。，跟进', '。，', '。'],
    ['真好！！', '！！', '！'],
    ['客户跟跟跟进', '跟跟跟', undefined],
    ['客户客户跟进', '客户客户', undefined],
    ['我们是是领先', '是是', '是'],
    ['客户的的数据', '的的', '的'],
    ['门店,导购', '店,', '店，'],
    ['，门店', '，', undefined],
    ['门店（导购', '（', undefined],
  ])('in %j: %j, meant %j', (text, typo, meant) => {
    expect(said(text)).toEqual([[typo, meant]])
  })

  it.each([
    [
      '自己经营门店',
      '沟通迅速',
      '管理园区',
      '双方按约定',
      '可以经过审批',
      '报消息',
      '帮定制',
      '顾客护理',
      '产权线上登记',
      '经营消费',
    ],
    [
      '的的确确',
      '管理管理员权限',
      '天天向上',
      '个个精彩',
      '详情见……附件',
      '方案——第二版',
      'Hello, world! Really?',
      '3,000 家，2:1',
    ],
    ['门店（导购）与《手册》', '支持 iOS、Android。', '“智慧门店”', '高高兴兴', 'www', '好好学习'],
  ])('nothing in %j, %j, %j and their like', (...texts) => {
    expect(texts.flatMap(said)).toEqual([])
  })

  it('come in order and inside the text, whatever it is', () => {
    const bits = fc.constantFrom('己经', '，，', '（', '客户', '的的', '\ud83d', '!', ',')
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(bits).map((all) => all.join('')),
        ),
        (text) => {
          let last = 0
          for (const { start, end } of findTypos(text)) {
            expect(start).toBeGreaterThanOrEqual(last)
            expect(end).toBeGreaterThan(start)
            expect(end).toBeLessThanOrEqual(text.length)
            last = start
          }
        },
      ),
    )
  })
})

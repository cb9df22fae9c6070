import { AppError } from '@shared/kernel/errors'
import type { AgentId } from '@shared/wecom/ids'
import type { MiniProgramNotice, TextCard } from './client'
import { hanLength, messageBody, requireSendable, utf8Length, withOurSpelling } from './message-body'

const aNotice = (more: Partial<MiniProgramNotice> = {}): MiniProgramNotice => ({
  kind: 'miniProgramNotice',
  toUsers: ['woA', 'woB'],
  appId: 'wx1f6a0c93d57e482b',
  page: 'customer/inbox/index',
  title: '权限待您确认',
  items: [{ key: '应用', value: '客户旅程' }],
  ...more,
})
const aCard = (more: Partial<TextCard> = {}): TextCard => ({
  kind: 'textCard',
  toUsers: ['woA'],
  title: '标题',
  description: '描述',
  url: 'https://example.com/l/a',
  ...more,
})

function fieldsOf(message: MiniProgramNotice | TextCard): string[] {
  try {
    requireSendable(message)
    return []
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'INVALID_INPUT') throw error
    return (error.details?.['issues'] as { field: string }[]).map((issue) => issue.field)
  }
}

describe('lengths', () => {
  test('an ASCII character is half a 汉字, everything else a whole one', () => {
    expect(hanLength('合契')).toBe(2)
    expect(hanLength('CRM 授权')).toBe(4)
    expect(hanLength('')).toBe(0)
  })

  test('bytes are those of UTF-8', () => {
    for (const text of ['abc', 'é', '合契', '😀', '', 'a合😀']) expect(utf8Length(text)).toBe(Buffer.byteLength(text))
  })
})

describe('limits before sending', () => {
  test('messages at their limits pass', () => {
    expect(fieldsOf(aNotice({ title: '四'.repeat(4), description: '十'.repeat(12) }))).toEqual([])
    const items = Array.from({ length: 10 }, () => ({ key: '键'.repeat(10), value: '值'.repeat(30) }))
    expect(fieldsOf(aNotice({ items }))).toEqual([])
    expect(fieldsOf(aNotice({ toUsers: Array.from({ length: 1000 }, (_, i) => `wo${i}`) }))).toEqual([])
    const card = aCard({ title: 'a'.repeat(128), description: 'b'.repeat(512), buttonText: '查看详情' })
    expect(fieldsOf(card)).toEqual([])
    expect(fieldsOf(aCard({ toUsers: ['zhang.san@corp'] }))).toEqual([])
  })

  test.each<[string, MiniProgramNotice | TextCard, string[]]>([
    ['no receiver', aCard({ toUsers: [] }), ['toUsers']],
    ['a thousand and one receivers', aCard({ toUsers: Array.from({ length: 1001 }, (_, i) => `u${i}`) }), ['toUsers']],
    ['@all', aNotice({ toUsers: ['@all'] }), ['toUsers']],
    ['a receiver that would split in two', aCard({ toUsers: ['a|b'] }), ['toUsers']],
    ['a duplicate window beyond four hours', aCard({ duplicateCheckMs: 4 * 3600_000 + 1 }), ['duplicateCheckMs']],
    ['a short title', aNotice({ title: '通知' }), ['title']],
    ['a long title', aNotice({ title: '长'.repeat(13) }), ['title']],
    ['an empty description', aNotice({ description: '' }), ['description']],
    ['eleven items', aNotice({ items: Array.from({ length: 11 }, () => ({ key: 'k', value: 'v' })) }), ['items']],
    [
      'items that are empty or too long',
      aNotice({ items: [{ key: '', value: '值'.repeat(31) }] }),
      ['items.0.key', 'items.0.value'],
    ],
    ['another app id', aNotice({ appId: 'ww1f6a0c93d57e482b' }), ['appId']],
    ['a long page', aNotice({ page: 'p'.repeat(1025) }), ['page']],
    ['a card title over 128 bytes', aCard({ title: '题'.repeat(43) }), ['title']],
    ['a card description over 512 bytes', aCard({ description: '述'.repeat(171) }), ['description']],
    ['a url without scheme', aCard({ url: 'example.com' }), ['url']],
    ['a button of five characters', aCard({ buttonText: '查看详情吧' }), ['buttonText']],
  ])('%s is refused by name', (_what, message, fields) => {
    expect(fieldsOf(message)).toEqual(fields)
  })
})

describe('the wire body', () => {
  test('a mini-program notice has no agent id', () => {
    expect(
      messageBody(
        aNotice({ duplicateCheckMs: 1_800_000, translatesIds: true, isFirstItemEmphasized: true }),
        undefined,
      ),
    ).toEqual({
      touser: 'woA|woB',
      msgtype: 'miniprogram_notice',
      enable_id_trans: 1,
      enable_duplicate_check: 1,
      duplicate_check_interval: 1800,
      miniprogram_notice: {
        appid: 'wx1f6a0c93d57e482b',
        page: 'customer/inbox/index',
        title: '权限待您确认',
        description: undefined,
        emphasis_first_item: true,
        content_item: [{ key: '应用', value: '客户旅程' }],
      },
    })
  })

  test('a text card has one', () => {
    expect(messageBody(aCard({ buttonText: '查看' }), 1000002 as AgentId)).toEqual({
      touser: 'woA',
      msgtype: 'textcard',
      agentid: 1000002,
      enable_id_trans: 0,
      textcard: { title: '标题', description: '描述', url: 'https://example.com/l/a', btntxt: '查看' },
    })
  })
})

test('ids that WeCom lower-cased come back as they were sent', () => {
  const report = { messageId: 'm', invalidUsers: ['woabc'], unlicensedUsers: ['wodef', 'woother'] }
  expect(withOurSpelling(report, ['woABC', 'woDeF'])).toEqual({
    messageId: 'm',
    invalidUsers: ['woABC'],
    unlicensedUsers: ['woDeF', 'woother'],
  })
})

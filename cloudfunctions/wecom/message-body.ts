/** Our messages → the body of `message/send`, refused before sending when they break a limit of WeCom (wecom-api §6.1). */
import { invalidInput, type FieldIssue } from '@shared/kernel/errors'
import type { AgentId } from '@shared/wecom/ids'
import type { MiniProgramNotice, SendReport, TextCard } from './client'

const MOST_USERS = 1000
const MOST_DUPLICATE_MS = 4 * 3600_000

/** Length in 汉字 as WeCom counts: an ASCII character is half of one. Placeholders of `translatesIds` count as written. */
export const hanLength = (text: string): number =>
  [...text].reduce((sum, char) => sum + ((char.codePointAt(0) ?? 0) < 128 ? 0.5 : 1), 0)

/** Bytes of UTF-8; lone surrogates count three, as they are sent. */
export const utf8Length = (text: string): number =>
  [...text].reduce((sum, char) => {
    const code = char.codePointAt(0) ?? 0
    return sum + (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4)
  }, 0)

type Check = (field: string, isFine: boolean, message: string) => void

function checkReceivers(message: MiniProgramNotice | TextCard, check: Check): void {
  const { toUsers, duplicateCheckMs } = message
  check('toUsers', toUsers.length > 0, '没有接收人')
  check('toUsers', toUsers.length <= MOST_USERS, `接收人最多 ${MOST_USERS} 个`)
  check(
    'toUsers',
    toUsers.every((id) => /^[^|@\s]+(@[^|\s]*)?$/.test(id)),
    '接收人编号不合法',
  )
  check(
    'duplicateCheckMs',
    duplicateCheckMs === undefined || (duplicateCheckMs >= 1000 && duplicateCheckMs <= MOST_DUPLICATE_MS),
    '重复消息检查的间隔应在 1 秒到 4 小时之间',
  )
}

function checkNotice(message: MiniProgramNotice, check: Check): void {
  const isTitle = (text: string): boolean => hanLength(text) >= 4 && hanLength(text) <= 12
  check('appId', /^wx[0-9a-zA-Z]{16}$/.test(message.appId), '小程序编号不合法')
  check('page', message.page === undefined || utf8Length(message.page) <= 1024, '小程序页面路径过长')
  check('title', isTitle(message.title), '标题应为 4-12 个汉字')
  check('description', message.description === undefined || isTitle(message.description), '描述应为 4-12 个汉字')
  check('items', message.items.length <= 10, '内容最多 10 行')
  message.items.forEach(({ key, value }, i) => {
    check(`items.${i}.key`, key !== '' && hanLength(key) <= 10, '每行的名称应为 1-10 个汉字')
    check(`items.${i}.value`, value !== '' && hanLength(value) <= 30, '每行的内容应为 1-30 个汉字')
  })
}

function checkCard(message: TextCard, check: Check): void {
  check('title', message.title !== '' && utf8Length(message.title) <= 128, '标题应为 1-128 字节')
  check('description', message.description !== '' && utf8Length(message.description) <= 512, '描述应为 1-512 字节')
  check('url', /^https?:\/\//.test(message.url) && utf8Length(message.url) <= 2048, '链接应为不超过 2048 字节的网址')
  check('buttonText', message.buttonText === undefined || [...message.buttonText].length <= 4, '按钮文字最多 4 个字')
}

/**
 * The first thing a service should know: does this message keep to WeCom's limits?
 * @throws AppError INVALID_INPUT naming every field; a message of ours that breaks one is a mistake of ours
 */
export function requireSendable(message: MiniProgramNotice | TextCard): void {
  const issues: FieldIssue[] = []
  const check: Check = (field, isFine, text) => {
    if (!isFine) issues.push({ field, message: text })
  }
  checkReceivers(message, check)
  if (message.kind === 'miniProgramNotice') checkNotice(message, check)
  else checkCard(message, check)
  if (issues.length > 0) throw invalidInput(issues)
}

/**
 * The wire body.
 * @param agentId left out for a mini-program notice, which has none (WeCom 90236)
 */
export function messageBody(message: MiniProgramNotice | TextCard, agentId: AgentId | undefined): object {
  const common = {
    touser: message.toUsers.join('|'),
    enable_id_trans: message.translatesIds ? 1 : 0,
    ...(message.duplicateCheckMs === undefined
      ? {}
      : { enable_duplicate_check: 1, duplicate_check_interval: Math.round(message.duplicateCheckMs / 1000) }),
  }
  if (message.kind === 'textCard') {
    const { title, description, url, buttonText } = message
    return {
      ...common,
      msgtype: 'textcard',
      agentid: agentId,
      textcard: { title, description, url, btntxt: buttonText },
    }
  }
  return {
    ...common,
    msgtype: 'miniprogram_notice',
    miniprogram_notice: {
      appid: message.appId,
      page: message.page,
      title: message.title,
      description: message.description,
      emphasis_first_item: message.isFirstItemEmphasized ?? false,
      content_item: message.items,
    },
  }
}

/** WeCom answers with ids in lower case; ours are case-sensitive: give back the spelling that was asked for. */
export function withOurSpelling(report: SendReport, toUsers: readonly string[]): SendReport {
  const bySmall = new Map(toUsers.map((id) => [id.toLowerCase(), id]))
  const ours = (ids: readonly string[]): string[] => ids.map((id) => bySmall.get(id.toLowerCase()) ?? id)
  return { ...report, invalidUsers: ours(report.invalidUsers), unlicensedUsers: ours(report.unlicensedUsers) }
}

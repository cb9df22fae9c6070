/** The five message types the stand-in plays, with their limits, as what the phone will show (WeCom 90236). */
import type { PhoneMessage } from '../../platform/views'
import { type JsonObject, refuse } from '../route'

/** What the phone shows, before anybody's name is put in. */
export type MessageFace = Pick<
  PhoneMessage,
  'kind' | 'title' | 'text' | 'items' | 'url' | 'picUrl' | 'button' | 'miniProgram'
>

const NO_FACE: Omit<MessageFace, 'kind'> = {
  title: '',
  text: '',
  items: [],
  url: undefined,
  picUrl: undefined,
  button: undefined,
  miniProgram: undefined,
}

const bad = (field: string): never => refuse(40058, `invalid Request Parameter: ${field}`)

/** An object field; anything else is empty. */
const object = (holder: JsonObject, field: string): JsonObject => {
  const value = holder[field]
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}
}

const string = (holder: JsonObject, field: string): string => {
  const value = holder[field]
  return typeof value === 'string' ? value : ''
}

const objects = (holder: JsonObject, field: string): JsonObject[] => {
  const value = holder[field]
  return Array.isArray(value) ? value.filter((v): v is JsonObject => typeof v === 'object' && v !== null) : []
}

/** Cuts to a number of UTF-8 bytes without splitting a character, as WeCom does with long titles and texts. */
export function cutBytes(text: string, most: number): string {
  let bytes = 0
  let out = ''
  for (const char of text) {
    bytes += Buffer.byteLength(char)
    if (bytes > most) break
    out += char
  }
  return out
}

/** Length in 汉字: an ASCII character counts half. */
export const hanLength = (text: string): number =>
  [...text].reduce((sum, c) => sum + (c.charCodeAt(0) < 128 ? 0.5 : 1), 0)

const requireUrl = (url: string): string =>
  url === '' || Buffer.byteLength(url) > 2048 ? refuse(41010, 'missing url') : url

function text(message: JsonObject): MessageFace {
  const content = string(object(message, 'text'), 'content')
  if (content === '') refuse(44004, 'empty content')
  return { ...NO_FACE, kind: 'text', text: cutBytes(content, 2048) }
}

function textcard(message: JsonObject): MessageFace {
  const card = object(message, 'textcard')
  const title = string(card, 'title') || refuse(41016, 'missing title')
  const description = string(card, 'description') || bad('description')
  return {
    ...NO_FACE,
    kind: 'textcard',
    title: cutBytes(title, 128),
    text: cutBytes(description, 512),
    url: requireUrl(string(card, 'url')),
    button: [...(string(card, 'btntxt') || '详情')].slice(0, 4).join(''),
  }
}

function news(message: JsonObject): MessageFace {
  const articles = objects(object(message, 'news'), 'articles')
  const first = articles[0] ?? bad('articles')
  if (articles.length > 8) refuse(45008, 'article count out of limit')
  for (const article of articles) {
    if (string(article, 'title') === '') refuse(41016, 'missing title')
    if (string(article, 'url') === '' && string(article, 'pagepath') === '') refuse(41010, 'missing url')
  }
  const appid = string(first, 'appid')
  return {
    ...NO_FACE,
    kind: 'news',
    title: cutBytes(string(first, 'title'), 128),
    text: cutBytes(string(first, 'description'), 512),
    items: articles.slice(1).map((a) => ({ key: cutBytes(string(a, 'title'), 128), value: string(a, 'url') })),
    url: string(first, 'url') || undefined,
    picUrl: string(first, 'picurl') || undefined,
    miniProgram: appid === '' ? undefined : { appid, page: string(first, 'pagepath') },
  }
}

function miniprogramNotice(message: JsonObject, linkedAppid: string): MessageFace {
  const notice = object(message, 'miniprogram_notice')
  const appid = string(notice, 'appid') || refuse(90200, 'missing miniprogram appid')
  if (!/^wx[0-9a-zA-Z]{16}$/.test(appid)) refuse(90207, 'invalid miniprogram appid')
  if (linkedAppid === '') refuse(90206, 'miniprogram is not bound')
  if (appid !== linkedAppid) refuse(90208, 'miniprogram appid not match')
  const page = string(notice, 'page')
  if (Buffer.byteLength(page) > 1024) refuse(90204, 'invalid miniprogram page')
  const title = string(notice, 'title')
  if (hanLength(title) < 4 || hanLength(title) > 12) bad('title')
  const description = string(notice, 'description')
  if (description !== '' && (hanLength(description) < 4 || hanLength(description) > 12)) bad('description')
  const items = objects(notice, 'content_item').map((i) => ({ key: string(i, 'key'), value: string(i, 'value') }))
  if (items.length > 10) refuse(90201, 'content_item count out of limit')
  for (const { key, value } of items) {
    if (key === '' || hanLength(key) > 10) refuse(90202, 'invalid content_item key')
    if (value === '' || hanLength(value) > 30) refuse(90203, 'invalid content_item value')
  }
  return { ...NO_FACE, kind: 'miniprogram_notice', title, text: description, items, miniProgram: { appid, page } }
}

/** The pages give a range of codes for template cards (42014-42051) without telling them apart; the stand-in answers these two. */
const CARD_TYPE = 42027
const CARD_FIELD = 42029

function templateCard(message: JsonObject, linkedAppid: string): MessageFace {
  const card = object(message, 'template_card')
  if (string(card, 'card_type') !== 'text_notice') refuse(CARD_TYPE, 'the stand-in plays card_type text_notice only')
  const title = string(object(card, 'main_title'), 'title')
  const subTitle = string(card, 'sub_title_text')
  if (title === '' && subTitle === '') refuse(CARD_FIELD, 'main_title.title or sub_title_text is needed')
  const action = object(card, 'card_action')
  const toPage = action['type'] === 2
  if (action['type'] !== 1 && !toPage) refuse(CARD_FIELD, 'card_action.type must be 1 or 2')
  if (toPage && string(action, 'appid') !== linkedAppid) refuse(90208, 'miniprogram appid not match')
  const rows = objects(card, 'horizontal_content_list')
  if (rows.length > 6) refuse(CARD_FIELD, 'horizontal_content_list has more than 6 items')
  if (objects(card, 'jump_list').length > 3) refuse(CARD_FIELD, 'jump_list has more than 3 items')
  const taskId = string(card, 'task_id')
  if (!/^[0-9A-Za-z_\-@]{0,128}$/.test(taskId)) refuse(CARD_FIELD, 'invalid task_id')
  if (card['action_menu'] !== undefined && taskId === '') refuse(CARD_FIELD, 'task_id is needed with action_menu')
  return {
    ...NO_FACE,
    kind: 'template_card',
    title: title || subTitle,
    text:
      title === ''
        ? string(object(card, 'main_title'), 'desc')
        : subTitle || string(object(card, 'main_title'), 'desc'),
    items: rows.map((r) => ({ key: string(r, 'keyname'), value: string(r, 'value') })),
    url: toPage ? undefined : requireUrl(string(action, 'url')),
    miniProgram: toPage ? { appid: linkedAppid, page: string(action, 'pagepath') } : undefined,
  }
}

/**
 * Checks a message and makes its face.
 * @param linkedAppid the mini-program linked to the sending app, empty = none
 * @throws Refusal 40008 for a type the stand-in does not play, and the codes of each field
 */
export function faceOf(message: JsonObject, linkedAppid: string): MessageFace {
  switch (message['msgtype']) {
    case 'text':
      return text(message)
    case 'textcard':
      return textcard(message)
    case 'news':
      return news(message)
    case 'miniprogram_notice':
      return miniprogramNotice(message, linkedAppid)
    case 'template_card':
      return templateCard(message, linkedAppid)
    default:
      return refuse(40008, 'invalid message type')
  }
}

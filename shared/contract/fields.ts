/** Field schemas shared by contracts: every text is bounded and free of control characters (R8). Messages are Chinese, for people. */
import * as v from 'valibot'
import { countZi } from '../rules/count'
import type { AgentId, CorpId, OpenUserId, ProviderId, SuiteId } from '../wecom/ids'

/** Control characters, including the bidirectional overrides that make text lie. */
// eslint wants no control characters in a literal; a constructor says the same thing.
const CONTROL = new RegExp('[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f\\u202a-\\u202e\\u2066-\\u2069\\ufeff]')

/**
 * Trimmed text of `min` … `max` 字 (`countZi`).
 * @param name Chinese name of the field, for the message
 */
export const text = (name: string, min: number, max: number) =>
  v.pipe(
    v.string(`请填写${name}`),
    v.maxLength(max * 8, `${name}最多 ${max} 字`),
    v.transform((s) => s.normalize('NFC').trim()),
    v.check((s) => !CONTROL.test(s), `${name}里有看不见的控制字符，请删除后重新输入`),
    v.check((s) => countZi(s) >= min, min === 1 ? `请填写${name}` : `${name}至少 ${min} 字`),
    v.check((s) => countZi(s) <= max, `${name}最多 ${max} 字`),
  )

/** The text of a file of up to `max` characters, lines and tabs, nothing invisible but a mark at its beginning. */
export const fileText = (name: string, max: number, tooLong: string) =>
  v.pipe(
    v.string(`请选择${name}`),
    v.minLength(1, `${name}是空的`),
    v.maxLength(max, tooLong),
    v.transform((s) => s.replace(/^\ufeff/, '')),
    v.check((s) => !CONTROL.test(s), `${name}里有看不见的控制字符，请另存为 UTF-8 文本后重试`),
  )

const token = (name: string, pattern: RegExp, max: number) =>
  v.pipe(v.string(`缺少${name}`), v.maxLength(max, `${name}过长`), v.regex(pattern, `${name}的格式不对`))

export const providerId = v.pipe(
  token('服务商标识', /^[a-z0-9-]{2,20}$/, 20),
  v.transform((s) => s as ProviderId),
)
export const suiteId = v.pipe(
  token('应用标识', /^[A-Za-z0-9_-]{4,64}$/, 64),
  v.transform((s) => s as SuiteId),
)
export const corpId = v.pipe(
  token('企业标识', /^[A-Za-z0-9_-]{4,64}$/, 64),
  v.transform((s) => s as CorpId),
)
export const openUserId = v.pipe(
  token('成员标识', /^[A-Za-z0-9_.@-]{1,64}$/, 64),
  v.transform((s) => s as OpenUserId),
)
export const agentId = v.pipe(
  v.number(),
  v.integer(),
  v.transform((n) => n as AgentId),
)
/** Our own ids: base32. */
export const localId = token('编号', /^[a-z2-7]{8,32}$/, 32)
/** The secret part of our links. */
export const linkToken = token('链接口令', /^[a-z2-7]{26}$/, 26)
/** Opaque page cursor. */
export const cursor = v.optional(token('翻页标记', /^[A-Za-z0-9_-]{1,1024}$/, 1024))
/** What `contains` looks for. */
export const searchText = v.optional(text('搜索词', 0, 40))
/** Epoch milliseconds. */
export const moment = v.pipe(v.number(), v.integer())

/** How sure we are of a state that lives in WeCom (product.md "Truthful states"). */
export const basis = v.picklist(['observed', 'declared', 'assumed'])

/** An https address outside; `http://127.0.0.1` passes here for the stand-in and is refused by the service everywhere else. */
export const outsideUrl = (name: string) =>
  v.pipe(
    v.string(`请填写${name}`),
    v.trim(),
    v.maxLength(500, `${name}过长`),
    v.regex(
      /^(?:https:\/\/[A-Za-z0-9][A-Za-z0-9.-]*\.[A-Za-z]{2,}(?::\d{1,5})?|http:\/\/127\.0\.0\.1:\d{1,5})(?:\/[\w./~%+=&?:@!$,;-]*)?$/,
      `${name}应是完整的 https:// 地址`,
    ),
  )

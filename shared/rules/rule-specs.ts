/** The kinds of limit the documents know, each as a function from its numbers to a rule in words. */
import type { Edition, WordListId } from './lexicon'
import { WORD_LISTS } from './lexicon'
import type { Check, FieldSpec, RuleSpec, Severity, ValueKind } from './rule'
import type { TextKind } from './words'

const spec = (
  name: string,
  severity: Severity,
  check: Check,
  limit: string,
  message: string,
  mend: string,
): RuleSpec => ({ name, severity, check, limit, message, mend })

/** The same rule from another row of the catalogue. */
export const from = (source: string, rule: RuleSpec): RuleSpec => ({ ...rule, source })
/** The same rule as advice. */
export const advice = (rule: RuleSpec): RuleSpec => ({ ...rule, severity: 'advice' })
/** The same rule for one edition of the documents. */
export const inEdition = (edition: Edition, rule: RuleSpec): RuleSpec => ({
  ...rule,
  name: `${rule.name}${edition}`,
  edition,
})

export const required = spec('required', 'blocker', { kind: 'required' }, '必填', '没有填写', '请填写或上传')

/** Lengths in 字, see `countZi`. */
export const length = (min: number, max: number): RuleSpec =>
  spec('length', 'blocker', { kind: 'length', min, max }, `${min}-${max} 字`, '字数不符', '请增减文字')

export const fuller = (zi: number, about: number): RuleSpec =>
  spec('fuller', 'advice', { kind: 'fuller', zi }, `建议 ${about} 字左右`, '写得太短', '把功能和使用场景写清楚')

export const special = (text: TextKind): RuleSpec =>
  spec(
    'special',
    'blocker',
    { kind: 'special', text },
    text === 'name' ? '只用汉字、字母和数字' : '不用表情和特殊符号',
    '有特殊字符',
    '请删除',
  )

export const blanks = (text: TextKind): RuleSpec =>
  spec('blanks', 'advice', { kind: 'blanks', text }, '没有多余空格', '有多余空格', '删除空格')

export const words = (list: WordListId, text: TextKind): RuleSpec =>
  spec(
    list === 'extreme' || list === 'flagged' ? list : list === 'appGeneral' ? 'wordsGeneral' : 'words',
    'blocker',
    { kind: 'words', list, text },
    `不含${WORD_LISTS[list]
      .slice(0, 6)
      .map((word) => `“${word}”`)
      .join('')}等`,
    '有禁用词',
    '换一种说法',
  )

export const kin = (list: WordListId): RuleSpec =>
  spec('kin', 'advice', { kind: 'kin', list }, '词表以“等”结尾', '有相近对象的禁用词', '建议换一种说法，避免被打回')

export const typos = from('S0-30', spec('typos', 'advice', { kind: 'typos' }, '没有错别字和语病', '疑似笔误', '请核对'))

/** Exaggerated words; S0-35 speaks of solutions, S1-26 of apps. */
export const extreme = (source: string): RuleSpec => from(source, advice(words('extreme', 'prose')))
/** Content that a person has to judge; the words only draw attention to it. */
export const flagged = (source: string): RuleSpec => from(source, advice(words('flagged', 'prose')))

export const address = (...schemes: string[]): RuleSpec =>
  spec(
    'address',
    'blocker',
    { kind: 'address', schemes },
    `${schemes.map((one) => `${one}://`).join(' 或 ')}开头的完整地址`,
    '不是可用的地址',
    '填写可从公网访问的完整地址',
  )
export const domain = spec(
  'domain',
  'blocker',
  { kind: 'domain' },
  '不带 http:// 或 https:// 的域名',
  '不是可用的域名',
  '只填域名，例如 app.yourbrand.com',
)
export const ip = spec('ip', 'blocker', { kind: 'ip' }, '公网 IPv4', '不是可用的 IP', '填写服务器的公网出口 IP')
export const video = spec(
  'video',
  'blocker',
  { kind: 'video' },
  '腾讯视频的播放页链接',
  '不是腾讯视频的播放页',
  '先上传到腾讯视频，再复制播放页地址（v.qq.com/x/page/…）',
)
export const count = (min: number, max: number, unit: string): RuleSpec =>
  spec(
    'count',
    'blocker',
    { kind: 'count', min, max },
    min === max ? `${min} ${unit}` : max === Infinity ? `至少 ${min} ${unit}` : `${min}-${max} ${unit}`,
    '数量不符',
    '请增减',
  )

const MB = 1024 * 1024

export const pixels = (width: number, height: number): RuleSpec =>
  spec(
    'pixels',
    'blocker',
    { kind: 'pixels', width, height },
    `${width}*${height} px`,
    '尺寸不符',
    `请导出 ${width}*${height} 像素的图片`,
  )
export const square = spec('square', 'blocker', { kind: 'square' }, '正方形', '不是正方形', '请裁成正方形')
export const landscape = spec(
  'landscape',
  'blocker',
  { kind: 'landscape' },
  '不用手机竖屏图',
  '是竖屏图',
  '请在企业微信桌面端截图',
)
export const transparent = spec(
  'transparent',
  'advice',
  { kind: 'transparent' },
  '建议透明底',
  '没有透明底',
  '建议导出带透明底的 PNG，颜色与页面背景协调',
)

/** What every image has to be: whole, jpg or png, not too big. */
export const image = (megabytes: number): readonly RuleSpec[] => [
  spec(
    'type',
    'blocker',
    { kind: 'imageType' },
    'jpg 或 png',
    '不是 jpg 或 png 图片',
    '请另存为 jpg 或 png，改扩展名没有用',
  ),
  spec('whole', 'blocker', { kind: 'imageWhole' }, '完整的图片', '文件不完整或已损坏', '请重新导出并上传'),
  spec('bytes', 'blocker', { kind: 'bytes', max: megabytes * MB }, `不超过 ${megabytes}M`, '文件太大', '请压缩后上传'),
  spec('extension', 'advice', { kind: 'imageName' }, '扩展名与内容一致', '扩展名与内容不符', '请改成真实的扩展名'),
  spec('tail', 'advice', { kind: 'imageTail' }, '没有多余数据', '文件末尾有多余数据', '建议重新导出'),
]

/** A field: its name, its row, its rules. */
export const field = (kind: ValueKind, label: string, source: string, ...rules: RuleSpec[]): FieldSpec => ({
  kind,
  label,
  source,
  rules,
})
export const text = (label: string, source: string, ...rules: RuleSpec[]): FieldSpec =>
  field('text', label, source, ...rules)

import type { Span } from './words'

/** A likely slip of the pen (S0-30). */
export interface Typo extends Span {
  readonly what: string
  /** What probably was meant; absent when only a person can say. */
  readonly meant?: string
}

/** `wrong right` pairs. Only spellings that are words of nothing else. */
const WRONG =
  '登陆系统 登录系统 登陆账号 登录账号 登陆后 登录后 帐蓬 帐篷 布署 部署 按装 安装 既使 即使 既将 即将 己经 已经 自已 自己 ' +
  '通迅 通讯 资迅 资讯 侯选 候选 防碍 妨碍 寒喧 寒暄 幅射 辐射 复盖 覆盖 帮定 绑定 绑订 绑定 定阅 订阅 予约 预约 予览 预览 倍训 培训 陪训 培训 ' +
  '服物 服务 数椐 数据 数剧 数据 营消 营销 销受 销售 肖售 销售 客护 客户 权线 权限 松驰 松弛 精萃 精粹 脉博 脉搏 秘决 秘诀 震憾 震撼 针贬 针砭 ' +
  '气慨 气概 渡假 度假 报消 报销 凑和 凑合 迫不急待 迫不及待 一如继往 一如既往 再接再励 再接再厉 按步就班 按部就班 走头无路 走投无路 ' +
  '不径而走 不胫而走 默守成规 墨守成规 穿流不息 川流不息 金壁辉煌 金碧辉煌 谈笑风声 谈笑风生 企业徽信 企业微信 审批留程 审批流程 ' +
  '管理园 管理员 协做 协作 制做 制作 做为 作为 反溃 反馈 反愧 反馈 效律 效率 客户裙 客户群 社裙 社群 门殿 门店 导够 导购 ' +
  '优慧 优惠 智惠 智慧 解决方安 解决方案 必需要 必须要 必需先 必须先 截止目前 截至目前'

const PAIRS: readonly (readonly [string, string])[] = (() => {
  const words = WRONG.split(' ')
  return words.flatMap((wrong, i) => (i % 2 === 0 ? [[wrong, words[i + 1] ?? ''] as const] : []))
})()

/** Where such a spelling is right after all. */
const RIGHT =
  /[自知]己经|[亲独各来]自已|通迅[速猛捷]|资迅速|按装[修置箱车]|帮定[制位时点]|绑订单|[衣克]服物|经营消|[产维股主]权线|顾客护|管理园[区林]|报消[息费防]|定制做|多数剧|引导够/

const REPEATED: readonly {
  readonly pattern: RegExp
  readonly what: string
  readonly isOneLeft?: boolean
  readonly isHalfWidth?: boolean
}[] = [
  { pattern: /([\p{Script=Han}])\1{2,}/gu, what: '同一个字连写了三次以上' },
  { pattern: /([是和与及把被让向从对为并或])\1/gu, what: '同一个字写了两次', isOneLeft: true },
  { pattern: /的的(?!确|士)/gu, what: '“的”写了两次', isOneLeft: true },
  { pattern: /(\p{Script=Han}{2,6})\1(?![员者器层])/gu, what: '同一个词写了两次' },
  { pattern: /([，。、；：！？,;:!?])[，。、；：,;:]+/gu, what: '标点重复', isOneLeft: true },
  { pattern: /([！？!?])[！？!?]+/gu, what: '标点重复', isOneLeft: true },
  { pattern: /^[，。、；：！？,.;:!?）】》”]/gu, what: '以标点开头' },
  { pattern: /\p{Script=Han}[,;:?!](?=\p{Script=Han})/gu, what: '中文里用了半角标点', isHalfWidth: true },
]
const FULL_WIDTH: Readonly<Record<string, string>> = { ',': '，', ';': '；', ':': '：', '?': '？', '!': '！' }
const PAIRED = ['（）', '《》', '【】', '“”', '「」']

function misspelt(text: string): Typo[] {
  const found: Typo[] = []
  for (const [wrong, right] of PAIRS) {
    for (let at = text.indexOf(wrong); at >= 0; at = text.indexOf(wrong, at + wrong.length)) {
      const around = text.slice(Math.max(0, at - 2), at + wrong.length + 2)
      if (!RIGHT.test(around)) found.push({ start: at, end: at + wrong.length, what: '疑似错别字', meant: right })
    }
  }
  return found
}

function repeated(text: string): Typo[] {
  return REPEATED.flatMap(({ pattern, what, isOneLeft, isHalfWidth }) =>
    [...text.matchAll(pattern)].map((match): Typo => {
      const [whole] = match
      const last = whole.slice(-1)
      const start = match.index
      const meant = isHalfWidth
        ? `${whole.slice(0, -1)}${FULL_WIDTH[last] ?? last}`
        : isOneLeft
          ? whole.slice(0, 1)
          : undefined
      return { start, end: start + whole.length, what, ...(meant === undefined ? {} : { meant }) }
    }),
  )
}

function unpaired(text: string): Typo[] {
  return PAIRED.flatMap((pair): Typo[] => {
    const [open = '', close = ''] = pair
    const opened = text.split(open).length - 1
    if (opened === text.split(close).length - 1) return []
    const at = Math.max(text.lastIndexOf(open), text.lastIndexOf(close))
    return [{ start: at, end: at + 1, what: `“${open}”和“${close}”没有成对` }]
  })
}

/** Likely typing and grammar slips, in order of place. A hint, never a blocker: only a person knows. */
export function findTypos(text: string): readonly Typo[] {
  return [...misspelt(text), ...repeated(text), ...unpaired(text)].sort((a, b) => a.start - b.start || a.end - b.end)
}

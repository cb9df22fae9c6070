import type { ListingObject } from './rule'

/** What only a person can judge: an item of the checklist that is signed before submission. */
export interface Norm {
  readonly id: string
  readonly object: ListingObject
  /** What is confirmed, in Chinese. */
  readonly statement: string
  /** Row of the feature catalogue. */
  readonly source: string
}

const norm = (object: ListingObject, source: string, statement: string): Norm => ({
  id: `${object}.norm.${source}`,
  object,
  source,
  statement,
})

/** The norms of the documents, S0-26 … S0-35 and the parts of other rows that no machine decides. */
export const NORMS: readonly Norm[] = [
  norm('solution', 'S0-12', 'logo 颜色与页面背景协调'),
  norm('solution', 'S0-14', '概述写明了面向的行业、场景，以及基于企业微信的什么方案'),
  norm('solution', 'S0-15', '概述没有侵权、诱导分享、欺骗用户、危害平台安全、营销广告、色情赌博毒品内容'),
  norm('solution', 'S0-18', '图片没有水印，背景简洁，能看出功能特点和独特价值'),
  norm('solution', 'S0-19', '应用展示的标题和描述写明了功能和场景'),
  norm('solution', 'S0-20', '两张截图来自 iOS 企业微信或小程序，没有水印，标出了重点'),
  norm('solution', 'S0-24', '视频介绍的是这个方案或产品'),
  norm('solution', 'S0-26', '内容不过于简单，清楚说明了这是基于企业微信的方案'),
  norm('solution', 'S0-27', '展示了应用在企业微信里的界面'),
  norm('solution', 'S0-29', '没有关联与方案无关的应用'),
  norm('solution', 'S0-30', '没有明显的错别字和语病'),
  norm('solution', 'S0-31', '没有与企业微信方案、生态无关的内容'),
  norm('solution', 'S0-32', '出现的客户或同行名称、logo、商标都有授权，并附上了证明'),
  norm('solution', 'S0-33', '没有未经授权的商业秘密'),
  norm('solution', 'S0-34', '全部内容没有诱导、欺骗、营销、广告及其他违规内容'),
  norm('solution', 'S0-35', '没有夸大、不实、极限用语和数据'),
  norm('standardApp', 'S1-26', '没有抄袭、侵权、夸大、广告、误导性的名称'),
  norm('standardApp', 'S1-27', 'logo 不是企业微信 logo 或它的变体'),
  norm('standardApp', 'S1-30', '介绍写明了功能和使用场景'),
  norm('standardApp', 'S1-33', '只申请必要的权限、最少的字段和最小的范围'),
  norm('standardApp', 'S1-34', '每个新增权限都在测试授权下真正调用过'),
  norm('standardApp', 'S1-37', '可信域名已完成 ICP 备案'),
  norm('standardApp', 'S1-43', '手机端截图来自 iOS 企业微信或小程序，没有水印'),
  norm('standardApp', 'S1-44', '桌面端截图来自桌面端企业微信，没有水印'),
  norm('standardApp', 'S1-46', '表格没有改样式，功能按倒金字塔排列'),
  norm('standardApp', 'S1-48', '适配说明来自真实体验'),
  norm('template', 'S2-05', 'logo 不是企业微信 logo 或它的变体'),
  norm('customizedApp', 'S2-30', 'logo 不是企业微信 logo 或它的变体'),
  norm('customizedApp', 'S2-34', '可信域名已完成 ICP 备案'),
]

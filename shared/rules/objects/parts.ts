import type { Fields, RuleSpec } from '../rule'
import { field, kin, length, required, text, typos, words } from '../rule-specs'
import { DESKTOP, MOBILE } from './apps'
import { SHOWCASE } from './solution'

/** S1-49. */
export const APPROVAL_TEMPLATE: Fields = {
  name: text('审批模板名称', 'S1-49', required, length(1, 10), words('approval', 'name'), kin('approval'), typos),
  intro: text('审批模板介绍', 'S1-49', required, length(1, 200), words('approval', 'prose'), typos),
}

/** S1-50: the name of an entry and, for entries that answer with a text, that text. */
export const MENU: Fields = {
  name: text('菜单名称', 'S1-50', required, words('approval', 'name'), kin('approval'), typos),
  text: text('菜单回复内容', 'S1-50', words('approval', 'prose'), typos),
}

const withoutCount = (rules: readonly RuleSpec[]) => rules.filter(({ name }) => name !== 'count')

/** One screenshot on its own, before it is one of a list. */
export const SCREENSHOT: Fields = {
  mobile: { ...MOBILE, kind: 'image', rules: withoutCount(MOBILE.rules) },
  desktop: { ...DESKTOP, kind: 'image', rules: withoutCount(DESKTOP.rules) },
  showcase: { ...SHOWCASE, kind: 'image', rules: withoutCount(SHOWCASE.rules) },
}

/** Sheets of WeCom's own form, in its order; the first two are required (S1-45). */
export const PRICING_SHEETS = ['版本功能', '定价策略', '增值服务', '额外说明'] as const
/** How many of them have to be filled in. */
export const FILLED_SHEETS = 2
/** Rows of the feature sheet that S1-46 suggests. */
export const FEATURE_ROWS = { min: 10, max: 15 }

const sheet = (
  name: string,
  severity: RuleSpec['severity'],
  check: RuleSpec['check'],
  limit: string,
  message: string,
) => ({
  name,
  severity,
  check,
  limit,
  message,
  mend: '请下载官方表格重新填写，不要改样式、表名和位置',
})

/** S1-45, S1-46: the structure of an opened spreadsheet. Opening the file belongs to the server; these rules read what it found. */
export const PRICING_SHEET: Fields = {
  sheets: field(
    'sheets',
    '功能与定价表',
    'S1-46',
    { ...required, source: 'S1-45' },
    sheet('names', 'blocker', { kind: 'sheetNames' }, PRICING_SHEETS.join('、'), '工作表名称不符'),
    sheet('order', 'blocker', { kind: 'sheetOrder' }, '工作表顺序不变', '工作表顺序不符'),
    sheet('merged', 'blocker', { kind: 'sheetMerged' }, '没有合并单元格', '有合并单元格'),
    {
      ...sheet('filled', 'blocker', { kind: 'sheetFilled' }, '版本功能、定价策略必填', '必填的工作表是空的'),
      mend: '请填写这张工作表',
      source: 'S1-45',
    },
    {
      ...sheet('rows', 'advice', { kind: 'sheetRows' }, '建议 10-15 行，重要的在前', '功能行数不在建议范围'),
      mend: '按倒金字塔排列，写 10-15 行',
    },
  ),
}

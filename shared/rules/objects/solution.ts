import type { Fields } from '../rule'
import {
  advice,
  blanks,
  count,
  extreme,
  field,
  flagged,
  from,
  image,
  kin,
  length,
  pixels,
  required,
  special,
  text,
  transparent,
  typos,
  video,
  words,
} from '../rule-specs'

const HINTS = [typos, extreme('S0-35'), flagged('S0-34')]
/** The words S0-17 names; for fields without a list of their own they are the extreme copy that S0-35 forbids. */
const NAMED = from('S0-35', words('solutionText', 'prose'))

/** S0-20; the showcase of a solution and the screenshot on its own. */
export const SHOWCASE = field('images', '应用截图', 'S0-20', required, count(2, 2, '张'), ...image(2))

/** S0-11 … S0-28. Lengths of components are ours where the document states none. */
export const SOLUTION: Fields = {
  name: text(
    '方案名称',
    'S0-11',
    required,
    length(2, 10),
    special('name'),
    words('solutionName', 'name'),
    kin('solutionName'),
    blanks('name'),
    ...HINTS,
  ),
  logo: field('image', '品牌 logo', 'S0-12', ...image(2).map(advice), advice(pixels(702, 180)), transparent),
  cover: field('image', '消息封面图', 'S0-13', ...image(2).map(advice), advice(pixels(180, 180))),
  overview: text(
    '方案概述',
    'S0-14',
    required,
    length(2, 40),
    NAMED,
    blanks('prose'),
    typos,
    extreme('S0-35'),
    flagged('S0-15'),
  ),
  industry: text('行业属性', 'S0-16', required),
  text: text('方案介绍', 'S0-17', special('prose'), words('solutionText', 'prose'), ...HINTS),
  picture: field('image', '图片组件', 'S0-18', ...image(2)),
  showcaseTitle: text('应用展示主标题', 'S0-19', required, NAMED, ...HINTS),
  showcaseText: text('应用展示描述', 'S0-19', required, NAMED, ...HINTS),
  showcaseScreenshots: SHOWCASE,
  video: text('视频组件', 'S0-24', video),
  linkedApps: {
    ...field('texts', '关联应用', 'S0-28', required, count(1, Infinity, '个')),
    insteadOf: 'customizedApps',
  },
  customizedApps: field('texts', '使用中的代开发应用', 'S0-28'),
}

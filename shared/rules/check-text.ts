import { countZi, offsetAfterZi } from './count'
import type { Check, Problem } from './rule'
import { findTypos } from './typos'
import { addressFault, bareDomain, domainFault, ipFault, tencentVideoId } from './web-address'
import { findKin, findListed, type TextKind, type WordHit } from './words'

type CheckOf<K extends Check['kind']> = Extract<Check, { kind: K }>
type Checks<K extends Check['kind']> = {
  readonly [Kind in K]: (check: CheckOf<Kind>, text: string) => readonly Problem[]
}

/** Checks of one text that says something. */
export type TextCheckKind =
  'length' | 'fuller' | 'special' | 'blanks' | 'words' | 'kin' | 'typos' | 'address' | 'domain' | 'ip' | 'video'

const whole = (text: string) => ({ start: 0, end: text.length })

function lengthProblems({ min, max }: CheckOf<'length'>, text: string): readonly Problem[] {
  const zi = countZi(text)
  if (zi < min) {
    return [{ message: `只有 ${zi} 字，至少 ${min} 字`, span: whole(text), mend: `请再写 ${min - zi} 字以上` }]
  }
  if (zi <= max) return []
  const span = { start: offsetAfterZi(text, max), end: text.length }
  return [{ message: `有 ${zi} 字，最多 ${max} 字`, span, mend: `请删去 ${zi - max} 字` }]
}

/** Zero-width, directional and other format characters, control characters, private and unassigned code points. */
const INVISIBLE = /[\p{Cf}\p{Cc}\p{Co}\p{Cn}\p{Cs}\u115f\u1160\u3164\uffa0]/u
const KEPT_CONTROL = /[\r\n\t]/
const IN_NAME = /[\p{Script=Han}A-Za-z\u00c0-\u024f0-9\p{M}\s]/u
/** Full-width letters and digits: the half-width ones are meant. */
const FULL_WIDTH = /^[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+$/
const ANY_FULL_WIDTH = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g
const IN_PROSE = /[\p{L}\p{M}\p{Nd}\p{P}\p{Sc}\p{Sm}\s\x20-\x7e°℃㎡㎥①-⑳]/u

const isSpecial = (char: string, text: TextKind): boolean => {
  if (KEPT_CONTROL.test(char)) return text === 'name'
  if (INVISIBLE.test(char)) return true
  return !(text === 'name' ? IN_NAME : IN_PROSE).test(char)
}

/** Runs of special characters: a run is one thing wrong. Invisible ones can be taken out with one click. */
function specialProblems({ text: kind }: CheckOf<'special'>, text: string): readonly Problem[] {
  const runs: { start: number; end: number; isInvisible: boolean }[] = []
  let at = 0
  for (const char of text) {
    const end = at + char.length
    const isInvisible = INVISIBLE.test(char)
    if (isSpecial(char, kind)) {
      const last = runs[runs.length - 1]
      if (last && last.end === at && last.isInvisible === isInvisible) last.end = end
      else runs.push({ start: at, end, isInvisible })
    }
    at = end
  }
  return runs.map(({ start, end, isInvisible }) => {
    const span = { start, end }
    const run = text.slice(start, end)
    if (isInvisible) return { message: '里有看不见的字符', span, fix: withoutInvisible(text) }
    if (!FULL_WIDTH.test(run)) return { message: `里有特殊字符“${run}”`, span }
    return { message: `里有全角字符“${run}”`, span, mend: `改成“${run.normalize('NFKC')}”`, fix: halfWidth(text) }
  })
}

const halfWidth = (text: string): string => text.replace(ANY_FULL_WIDTH, (char) => char.normalize('NFKC'))

const withoutInvisible = (text: string): string =>
  [...text].filter((char) => !INVISIBLE.test(char) || KEPT_CONTROL.test(char)).join('')

function blankProblems({ text: kind }: CheckOf<'blanks'>, text: string): readonly Problem[] {
  const problems: Problem[] = []
  const trimmed = text.trim()
  const start = text.indexOf(trimmed)
  if (trimmed !== text) {
    const span = start > 0 ? { start: 0, end: start } : { start: trimmed.length, end: text.length }
    problems.push({ message: '首尾有空格', span, fix: trimmed })
  }
  const inner = /\s+/.exec(trimmed)
  if (kind === 'name' && inner) {
    const span = { start: start + inner.index, end: start + inner.index + inner[0].length }
    problems.push({ message: '中间有空格', span, mend: '建议删除空格' })
  }
  return problems
}

/** The list of solution names has 微信 only; read literally, 企业微信 holds it (docs/rules.md). */
const WITHOUT_WECOM = '从名称里去掉“企业微信”，在概述里写明基于企业微信'

const wordProblem = (text: string, { word, start, end, isDisguised }: WordHit): Problem => {
  const typed = text.slice(start, end)
  const how = isDisguised ? `“${typed}”会被认作禁用词“${word}”` : `不能用“${word}”`
  const isWeCom = word === '微信' && text.slice(Math.max(0, start - 2), end) === '企业微信'
  return { message: `里${how}`, span: { start, end }, ...(isWeCom ? { mend: WITHOUT_WECOM } : {}) }
}

function kinProblem(text: string, { word, start, end }: WordHit): Problem {
  const typed = text.slice(start, end)
  const which = typed === word ? `“${word}”` : `“${typed}”（${word}）`
  return { message: `里有${which}，词表未列出，但很可能被打回`, span: { start, end } }
}

const addressProblem = (fault: string | undefined, text: string, fix?: string): readonly Problem[] =>
  fault === undefined ? [] : [{ message: `：${fault}`, span: whole(text), ...(fix === undefined ? {} : { fix }) }]

function domainProblems(text: string): readonly Problem[] {
  const bare = bareDomain(text)
  const isMended = bare !== text && domainFault(bare) === undefined
  return addressProblem(domainFault(text), text, isMended ? bare : undefined)
}

/** What each check of a text finds; every problem at once. */
export const TEXT_CHECKS: Checks<TextCheckKind> = {
  length: lengthProblems,
  fuller: ({ zi }, text) =>
    countZi(text) < zi ? [{ message: `只有 ${countZi(text)} 字，审核者可能看不明白`, span: whole(text) }] : [],
  special: specialProblems,
  blanks: blankProblems,
  words: ({ list, text: kind }, text) => findListed(text, list, kind).map((hit) => wordProblem(text, hit)),
  kin: ({ list }, text) => findKin(text, list).map((hit) => kinProblem(text, hit)),
  typos: (_check, text) =>
    findTypos(text).map(({ start, end, what, meant }) => ({
      message: `里${what}“${text.slice(start, end)}”`,
      span: { start, end },
      ...(meant === undefined ? {} : { mend: `可能应为“${meant}”` }),
    })),
  address: ({ schemes }, text) => addressProblem(addressFault(text, schemes), text),
  domain: (_check, text) => domainProblems(text),
  ip: (_check, text) => addressProblem(ipFault(text), text),
  video: (_check, text) =>
    tencentVideoId(text) === undefined ? [{ message: '不是腾讯视频的播放页链接', span: whole(text) }] : [],
}

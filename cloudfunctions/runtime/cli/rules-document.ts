import { EXEMPT, KIN, WORD_LISTS } from '@shared/rules/lexicon'
import { NORMS } from '@shared/rules/norms'
import type { Rule } from '@shared/rules/rule'
import { allRules } from '@shared/rules/rules'

const HEAD = `# Listing rules

Written by \`npm run check:listing -- --rules\`; a test compares. The rules are data in \`shared/rules/objects\`, the words in \`shared/rules/lexicon.ts\`.
\`npm run check:listing -- FILE\` checks \`[{"object", "field", "value", "edition"?}]\` and prints the findings as JSON (\`npm run -s\` for nothing else on stdout):
0 nothing forbids, 1 a blocker, 2 the file cannot be checked. Images are paths (relative to FILE, then to where the command runs) or base64; lists of images and texts are arrays.

## How things are decided

- **字**: code points after NFC and trimming; combining marks, variation selectors, joiners and zero-width characters do not count. Han, Latin, digits, blanks and emoji count one each.
- **Severity**: a blocker is a limit that the documents state and a machine can decide. What they only recommend, what the 等 at the end of a list may mean, and what a person must judge is advice.
- **Words** are looked for after folding: compatibility forms, case, marks, zero-width characters, separators and symbols between, traditional and look-alike characters, pinyin halves. The place in the original is reported. In running text a word does not reach over the end of a clause.
- **Innocent neighbours** are no findings: a listed word that arises by accident (发热门诊, 小微信贷, 减免费用, 独特卖点, 奔腾讯号) and 第一 as an ordinal before what is counted (第一医院, 第一季度, 第12中学). 第一 as a claim (行业第一, 第一品牌, 第一 alone) is.
- **企业微信** where the list has only 微信 (names of solutions): read literally, it is caught. Where both are listed it is one finding.
- **Editions**: \`2024\` (2024-06-21, in force) and \`2022\`, which named 企微 and 抽奖 for names and slogans of standard apps too; today they are advice there.
- **Special characters** in names: everything but Han characters, half-width Latin letters (accents too) and the digits 0-9; blanks are advice. In texts: emoji, pictographs, invisible, control and private-use characters.
- **M** is 1 048 576 bytes. Images are walked to their end (PNG chunks with their checksums, JPEG markers); pixels are not decoded, so an alpha channel counts as transparent, and EXIF rotation is not applied.
- **Tencent Video** links: v.qq.com/x/page/ID.html, v.qq.com/x/cover/COVER/ID.html, v.qq.com/txp/iframe/player.html?vid=ID, v.qq.com/iframe/player.html?vid=ID, v.qq.com/x/m/play?vid=ID, m.v.qq.com/play.html?vid=ID, m.v.qq.com/x/m/play?vid=ID, m.v.qq.com/x/page/…/ID.html, m.v.qq.com/x/cover/…/ID.html; ID has 11 letters or digits, COVER 15.
- **Pricing sheet**: the rules read the structure of an opened spreadsheet (\`{name, merged, filledRows}\` per sheet). Opening the xlsx file is not part of these rules.
`

const cell = (text: string): string => text.replaceAll('|', '\\|')
const row = (...cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`

const ruleRow = ({ id, label, severity, edition, limit, mend, source }: Rule): string =>
  row(`\`${id}\``, label, edition ? `${severity} (${edition})` : severity, limit, mend, source)

function rulesTable(): string {
  const rows = allRules().map(ruleRow)
  return ['| id | field | severity | limit | mend | source |', '|---|---|---|---|---|---|', ...rows].join('\n')
}

function wordTable(): string {
  const rows = Object.entries(WORD_LISTS).map(([id, words]) => row(`\`${id}\``, words.join(' ')))
  return ['| list | words |', '|---|---|', ...rows, row('`kin` (advice in names)', KIN.join(' '))].join('\n')
}

function normTable(): string {
  const rows = NORMS.map(({ object, source, statement }) => row(source, object, statement))
  return ['| source | object | confirmed by a person |', '|---|---|---|', ...rows].join('\n')
}

/** docs/rules.md: how things are decided, every rule, every list, what people judge. */
export const rulesDocument = (): string =>
  [
    HEAD,
    `## Rules (${allRules().length})\n\n${rulesTable()}\n`,
    `## Word lists\n\n${wordTable()}\n\nExceptions are written for: ${Object.keys(EXEMPT).join(' ')}.\n`,
    `## Judged by people\n\n${normTable()}\n`,
  ].join('\n')

import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { checkEach } from '@shared/rules/check-listing'
import { readListingFile } from './listing-file'
import { rulesDocument } from './rules-document'

const USAGE = `npm run check:listing -- FILE      检查 FILE（[{object, field, value}]），结果以 JSON 输出；有必须修改的问题时退出码为 1
npm run check:listing -- --rules   输出规则总表（docs/rules.md）`

async function check(file: string): Promise<number> {
  const caller = process.env.INIT_CWD ?? '.'
  const path = resolve(caller, file)
  const text = await readFile(path, 'utf8').catch((error: unknown) => error)
  if (typeof text !== 'string') {
    console.error(`✗ 读不到 ${file}：${text instanceof Error ? text.message : String(text)}`)
    return 2
  }
  const read = await readListingFile(text, [dirname(path), caller])
  if (!read.ok) {
    for (const fault of read.faults) console.error(`✗ ${fault}`)
    return 2
  }
  const findings = checkEach(read.items).flatMap((found, i) => found.map((one) => ({ row: i + 1, ...one })))
  console.log(JSON.stringify(findings, null, 2))
  return findings.some(({ severity }) => severity === 'blocker') ? 1 : 0
}

/**
 * `npm run check:listing -- FILE`: everything wrong with the values in a file, for pipelines.
 * @returns 0 nothing forbids, 1 a blocker, 2 the file cannot be checked (every bad row is named)
 */
export async function main(argv: readonly string[]): Promise<number> {
  const [first, ...more] = argv
  if (first === '--rules' && more.length === 0) {
    process.stdout.write(rulesDocument())
    return 0
  }
  if (first === undefined || first.startsWith('-') || more.length > 0) {
    console.error(USAGE)
    return 2
  }
  return check(first)
}

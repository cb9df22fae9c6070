/** Reads the csv by which a provider brings its existing customers. Strict: whatever does not fit is named by line, nothing is guessed. */

/** The columns, in any order, and no others. */
export const ADOPTION_COLUMNS = ['corpid', 'permanent_code', 'agentid'] as const
/** More rows than this go into a second file: every row costs calls to WeCom while somebody waits. */
export const MOST_ROWS = 200

export interface AdoptionRow {
  /** In the file, from 1. */
  readonly line: number
  readonly corpId: string
  /** Absent: unknown, to be had by 重新获取secret. */
  readonly permanentCode?: string
  readonly agentId?: number
  /** Chinese: why this row cannot be taken as it stands. */
  readonly issue?: string
}

/** `issue`: the file as a whole cannot be read; then there are no rows. */
export type ParsedRows =
  { readonly ok: true; readonly rows: readonly AdoptionRow[] } | { readonly ok: false; readonly issue: string }

/**
 * @param csv UTF-8 text, with or without byte order mark; commas; quotes doubled inside quotes
 * @param kind templates may leave the code out, standard suites may not
 */
export function parseAdoptionRows(csv: string, kind: 'suite' | 'template'): ParsedRows {
  const lines = splitLines(csv.replace(/^\ufeff/, ''))
  if (lines === undefined) return { ok: false, issue: '文件里有没有结束的引号，请检查后重新导出' }
  const [head, ...rest] = lines
  const names = head?.cells.map((cell) => cell.trim().toLowerCase()) ?? []
  const wanted = [...ADOPTION_COLUMNS].sort().join()
  if ([...names].sort().join() !== wanted) {
    return {
      ok: false,
      issue: `第一行应是列名 ${ADOPTION_COLUMNS.join(',')}，现在是：${names.join(',').slice(0, 100) || '空'}`,
    }
  }
  const filled = rest.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (filled.length === 0) return { ok: false, issue: '文件里没有客户，请在列名下面每行写一家企业' }
  if (filled.length > MOST_ROWS) return { ok: false, issue: `一次最多 ${MOST_ROWS} 家企业，请拆成几个文件` }
  const rows = filled.map(({ line, cells }) => rowOf(line, cells, names, kind))
  const counts = new Map<string, number>()
  for (const row of rows) counts.set(row.corpId, (counts.get(row.corpId) ?? 0) + 1)
  return {
    ok: true,
    rows: rows.map((row) =>
      row.issue === undefined && (counts.get(row.corpId) ?? 0) > 1
        ? { ...row, issue: '这家企业在文件里出现了不止一次' }
        : row,
    ),
  }
}

interface Line {
  readonly line: number
  readonly cells: readonly string[]
}

/** Undefined when a quote is left open. */
function splitLines(text: string): Line[] | undefined {
  const lines: Line[] = []
  let cells: string[] = []
  let cell = ''
  let isQuoted = false
  let line = 1
  let begun = 1
  const endCell = () => {
    cells.push(cell)
    cell = ''
  }
  const endLine = () => {
    endCell()
    lines.push({ line: begun, cells })
    cells = []
    begun = line
  }
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? ''
    if (char === '\n') line++
    if (isQuoted) {
      if (char !== '"') cell += char
      else if (text[at + 1] === '"') {
        cell += '"'
        at++
      } else isQuoted = false
    } else if (char === '"' && cell === '') isQuoted = true
    else if (char === ',') endCell()
    else if (char === '\n') endLine()
    else if (char !== '\r') cell += char
  }
  if (isQuoted) return undefined
  if (cell !== '' || cells.length > 0) endLine()
  return lines
}

function rowOf(
  line: number,
  cells: readonly string[],
  names: readonly string[],
  kind: 'suite' | 'template',
): AdoptionRow {
  const of = (name: string) => cells[names.indexOf(name)]?.trim() ?? ''
  const [corpId, permanentCode, agentId] = ADOPTION_COLUMNS.map(of) as [string, string, string]
  const row = {
    line,
    corpId,
    ...(permanentCode === '' ? {} : { permanentCode }),
    ...(/^\d{1,10}$/.test(agentId) ? { agentId: Number(agentId) } : {}),
  }
  const issue = issueOf(cells, names, { corpId, permanentCode, agentId }, kind)
  return issue === undefined ? row : { ...row, issue }
}

function issueOf(
  cells: readonly string[],
  names: readonly string[],
  { corpId, permanentCode, agentId }: Readonly<Record<'corpId' | 'permanentCode' | 'agentId', string>>,
  kind: 'suite' | 'template',
): string | undefined {
  if (cells.length !== names.length) return `应有 ${names.length} 列，这一行有 ${cells.length} 列`
  if (!/^[A-Za-z0-9_-]{4,64}$/.test(corpId)) return 'corpid 应是 4-64 位字母、数字、- 或 _'
  if (!/^[A-Za-z0-9_-]{0,512}$/.test(permanentCode)) return 'permanent_code 里有不该有的字符，请检查是否多复制了空格'
  if (!/^\d{1,10}$/.test(agentId)) return 'agentid 应是数字'
  if (permanentCode === '' && kind === 'suite') {
    return '第三方应用的永久授权码找不回来，缺少时请让客户重新授权'
  }
  return undefined
}

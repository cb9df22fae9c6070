/** Columns a character takes in a terminal: Chinese and full-width ones take two. */
const charWidth = (char: string): number =>
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(char) ? 2 : 1

const textWidth = (text: string): number => [...text].reduce((sum, char) => sum + charWidth(char), 0)

/** The text in exactly `width` columns: padded, or cut with `…`. */
export function fit(text: string, width: number): string {
  if (textWidth(text) <= width) return text + ' '.repeat(width - textWidth(text))
  let out = ''
  let used = 0
  for (const char of text) {
    if (used + charWidth(char) > width - 1) break
    out += char
    used += charWidth(char)
  }
  return `${out}…${' '.repeat(width - used - 1)}`
}

/**
 * A table with aligned columns.
 * @param widest columns each one may take at most
 */
export function tableLines(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  widest: readonly number[],
): string[] {
  const widths = head.map((name, column) =>
    Math.min(widest[column] ?? 40, Math.max(textWidth(name), ...rows.map((row) => textWidth(row[column] ?? '')))),
  )
  const line = (cells: readonly string[]) =>
    widths
      .map((width, column) => fit(cells[column] ?? '', width))
      .join('  ')
      .trimEnd()
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)]
}

/** Prints `tableLines`. */
export function printTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  widest: readonly number[],
): void {
  for (const line of tableLines(head, rows, widest)) console.log(line)
}

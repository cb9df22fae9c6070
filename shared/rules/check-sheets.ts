import { FEATURE_ROWS, FILLED_SHEETS, PRICING_SHEETS } from './objects/parts'
import type { Problem, Sheet } from './rule'

/** Checks of an opened spreadsheet. */
export type SheetCheckKind = 'sheetNames' | 'sheetOrder' | 'sheetMerged' | 'sheetFilled' | 'sheetRows'

const named = (names: readonly string[]): string => names.map((name) => `“${name}”`).join('')

function nameProblems(sheets: readonly Sheet[]): readonly Problem[] {
  const names = sheets.map((sheet) => sheet.name)
  const missing = PRICING_SHEETS.filter((name) => !names.includes(name))
  const strange = names.filter((name) => !PRICING_SHEETS.some((one) => one === name))
  return [
    ...(missing.length > 0 ? [{ message: `缺少工作表${named(missing)}` }] : []),
    ...(strange.length > 0 ? [{ message: `多出工作表${named(strange)}` }] : []),
  ]
}

function orderProblems(sheets: readonly Sheet[]): readonly Problem[] {
  const known = sheets.map((sheet) => sheet.name).filter((name) => PRICING_SHEETS.some((one) => one === name))
  const right = PRICING_SHEETS.filter((name) => known.includes(name))
  return known.join() === right.join() ? [] : [{ message: `的工作表顺序应为${named(right)}`, value: known.join('、') }]
}

function filledProblems(sheets: readonly Sheet[]): readonly Problem[] {
  const needed: readonly string[] = PRICING_SHEETS.slice(0, FILLED_SHEETS)
  return sheets
    .filter((sheet) => needed.includes(sheet.name) && sheet.filledRows === 0)
    .map((sheet) => ({ message: `的“${sheet.name}”还没有填写`, value: sheet.name }))
}

function rowProblems(sheets: readonly Sheet[]): readonly Problem[] {
  const features = sheets.find((sheet) => sheet.name === PRICING_SHEETS[0])
  const rows = features?.filledRows ?? 0
  return rows > 0 && (rows < FEATURE_ROWS.min || rows > FEATURE_ROWS.max)
    ? [{ message: `的“${PRICING_SHEETS[0]}”有 ${rows} 行，建议 ${FEATURE_ROWS.min}-${FEATURE_ROWS.max} 行` }]
    : []
}

/** What each check of the pricing sheet finds (S1-45, S1-46). */
export const SHEET_CHECKS: Readonly<Record<SheetCheckKind, (sheets: readonly Sheet[]) => readonly Problem[]>> = {
  sheetNames: nameProblems,
  sheetOrder: orderProblems,
  sheetMerged: (sheets) =>
    sheets
      .filter((sheet) => sheet.merged.length > 0)
      .map((sheet) => ({
        message: `的“${sheet.name}”有合并单元格`,
        value: `${sheet.name} ${sheet.merged.slice(0, 3).join(' ')}`,
      })),
  sheetFilled: filledProblems,
  sheetRows: rowProblems,
}

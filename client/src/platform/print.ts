/** Whether this target can print at all. */
export const canPrint = process.env.TARO_ENV === 'h5'

/** Opens the browser's print sheet. */
export function printPage(): void {
  if (process.env.TARO_ENV === 'h5') window.print()
}

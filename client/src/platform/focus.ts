/**
 * Puts the focus on the field with this id: after a refused form, on the first thing to mend. Earlier pages stay in the document,
 * so the one that is laid out counts. A mini-program moves no focus by itself; there the error stands under its field.
 */
export function focusOn(id: string): void {
  if (process.env.TARO_ENV !== 'h5') return
  const fields = [...document.querySelectorAll<HTMLElement>(`[id="${id}"]`)]
  const field = fields.find((element) => element.offsetParent !== null) ?? fields[0]
  field?.focus()
}

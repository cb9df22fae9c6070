/** Class names side by side; what is false or missing is left out. */
export const join = (...names: readonly (string | false | undefined)[]): string | undefined =>
  names.filter(Boolean).join(' ') || undefined

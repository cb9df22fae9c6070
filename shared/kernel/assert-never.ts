/**
 * Ends every switch over a closed union: adding a member without a case fails to compile.
 * @throws Error when a value outside the union arrives at run time (data of a newer version).
 */
export function assertNever(value: never, what = 'value'): never {
  throw new Error(`unexpected ${what}: ${JSON.stringify(value)}`)
}

/** Every state that lives in WeCom is stored with the ground it stands on (product.md "Truthful states"). */

/** `observed`: read from an API or a callback; `declared`: a named person said so; `assumed`: a rule says it must be so. */
export type Basis = 'observed' | 'declared' | 'assumed'

/** A value with its ground and moment (epoch ms). `by` names the person who declared it. */
export interface Known<T> {
  readonly value: T
  readonly basis: Basis
  readonly at: number
  readonly by?: string
}

/** Read from WeCom at `at`. */
export const observed = <T>(value: T, at: number): Known<T> => ({ value, basis: 'observed', at })
/** Said by a person at `at`. */
export const declared = <T>(value: T, at: number, by: string): Known<T> => ({ value, basis: 'declared', at, by })
/** Follows from a rule. */
export const assumed = <T>(value: T, at: number): Known<T> => ({ value, basis: 'assumed', at })

/** A value of type T that may not be mixed up with another T: `Brand<string, 'SuiteId'>`. Costs nothing at run time. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name }

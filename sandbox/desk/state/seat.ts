/** A place at the desk that holds its own session: the `window.name` of its iframe, by which app and stand-in keep sessions apart. */
export type Seat = 'seat-a' | 'seat-b'

/** The two phones, in the order they lie on the desk. */
export const SEATS: readonly Seat[] = ['seat-a', 'seat-b']

/** `window.name` of the provider console's iframe. */
export const CONSOLE_SEAT = 'seat-console'

/** What the desk calls a phone. */
export const PHONE_NAME: Readonly<Record<Seat, string>> = { 'seat-a': '手机 A', 'seat-b': '手机 B' }

/** What a handler made of a callback. */
export type Handled =
  | { readonly done: true; readonly note?: string }
  /** Cannot be finished yet: look again at `at` (epoch ms), with `isRare` at growing intervals. */
  | { readonly done: false; readonly at: number; readonly note: string; readonly isRare?: true }
  /** Cannot be finished at all; a person must act. */
  | { readonly done: 'failed'; readonly note: string }

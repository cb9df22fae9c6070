import type { Edition, WordListId } from './lexicon'
import type { Span, TextKind } from './words'

/** What is listed somewhere and reviewed. */
export type ListingObject =
  | 'solution'
  | 'template'
  | 'customizedApp'
  | 'standardApp'
  | 'approvalTemplate'
  | 'menu'
  | 'screenshot'
  | 'pricingSheet'

/** A blocker is a limit the documents state and a machine can decide; everything else is advice. */
export type Severity = 'blocker' | 'advice'

/** What a rule looks at; data, so that it can be listed, counted and documented. */
export type Check =
  | { readonly kind: 'required' }
  | { readonly kind: 'length'; readonly min: number; readonly max: number }
  | { readonly kind: 'fuller'; readonly zi: number }
  | { readonly kind: 'special'; readonly text: TextKind }
  | { readonly kind: 'blanks'; readonly text: TextKind }
  | { readonly kind: 'words'; readonly list: WordListId; readonly text: TextKind }
  | { readonly kind: 'kin'; readonly list: WordListId }
  | { readonly kind: 'typos' }
  | { readonly kind: 'address'; readonly schemes: readonly string[] }
  | { readonly kind: 'domain' }
  | { readonly kind: 'ip' }
  | { readonly kind: 'video' }
  | { readonly kind: 'count'; readonly min: number; readonly max: number }
  | { readonly kind: 'imageType' }
  | { readonly kind: 'imageWhole' }
  | { readonly kind: 'imageTail' }
  | { readonly kind: 'imageName' }
  | { readonly kind: 'pixels'; readonly width: number; readonly height: number }
  | { readonly kind: 'square' }
  | { readonly kind: 'landscape' }
  | { readonly kind: 'bytes'; readonly max: number }
  | { readonly kind: 'transparent' }
  | { readonly kind: 'sheetNames' }
  | { readonly kind: 'sheetOrder' }
  | { readonly kind: 'sheetMerged' }
  | { readonly kind: 'sheetFilled' }
  | { readonly kind: 'sheetRows' }

/** One limit of the catalogue. */
export interface Rule {
  /** `object.field.name`, stable. */
  readonly id: string
  readonly object: ListingObject
  readonly field: string
  /** Chinese name of the field. */
  readonly label: string
  readonly severity: Severity
  /** Only looked at for this edition of the documents. */
  readonly edition?: Edition
  /** The requirement in a few words. */
  readonly limit: string
  /** What is wrong when it is broken; a finding says it more precisely. */
  readonly message: string
  readonly mend: string
  /** Row of the feature catalogue. */
  readonly source: string
  readonly check: Check
}

/** What a field holds. `texts` and `images` are lists; `flag` is a statement that others refer to and is never wrong by itself. */
export type ValueKind = 'text' | 'texts' | 'image' | 'images' | 'sheets' | 'flag'

/** An image as it is handed in; the name only serves to notice a wrong extension. */
export interface NamedImage {
  readonly bytes: Uint8Array
  readonly fileName: string
}
export type ImageValue = Uint8Array | NamedImage

/** One sheet of an opened spreadsheet; opening the file is the server's part. */
export interface Sheet {
  readonly name: string
  /** Merged ranges: `A1:B2`. */
  readonly merged: readonly string[]
  /** Rows below the head that say something. */
  readonly filledRows: number
}

export type ListingValue = string | boolean | readonly string[] | ImageValue | readonly ImageValue[] | readonly Sheet[]

/** One value to check. */
export interface ListingItem {
  readonly object: ListingObject
  readonly field: string
  readonly value: ListingValue
  /** The one in force when absent. */
  readonly edition?: Edition
}

/** One thing wrong, or advisable. */
export interface Finding {
  readonly ruleId: string
  readonly object: ListingObject
  readonly field: string
  /** Which one of a list, from 0. */
  readonly index?: number
  readonly severity: Severity
  /** The value or the part of it that is meant, cut to a line. */
  readonly value: string
  /** Where in the original text that part is, UTF-16 offsets; absent where the value is no text. */
  readonly span?: Span
  readonly limit: string
  readonly message: string
  readonly mend: string
  readonly source: string
  /** The whole text mended, where that is safe to do with one click. */
  readonly fix?: string
}

/** What a check found in one value, before it knows which rule asked. */
export interface Problem {
  /** Chinese, after the field's name: `有 12 字，最多 10 字`. */
  readonly message: string
  readonly span?: Span
  /** Said of values that are no text. */
  readonly value?: string
  readonly mend?: string
  readonly fix?: string
}

/** A rule before it is bound to a field. */
export type RuleSpec = Pick<Rule, 'severity' | 'limit' | 'message' | 'mend' | 'check'> &
  Partial<Pick<Rule, 'source' | 'edition'>> & {
    /** Last part of the id. */
    readonly name: string
  }

/** A field with everything that is asked of it. */
export interface FieldSpec {
  readonly label: string
  readonly kind: ValueKind
  readonly source: string
  readonly rules: readonly RuleSpec[]
  /** Missing is fine unless another field of the object says so (S1-44). */
  readonly requiredWhen?: string
  /** Missing is fine when this other field of the object is filled (S0-28). */
  readonly insteadOf?: string
}

export type Fields = Readonly<Record<string, FieldSpec>>

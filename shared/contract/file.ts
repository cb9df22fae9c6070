/**
 * Uploads. Bytes do not travel in JSON, so this action has a form of its own: `POST /api/file.upload` as multipart/form-data with the
 * text fields of `input` and one `file`. Who may call it, errors and answers are as for every other action. It is not in `ACTIONS`,
 * whose members are called with a JSON envelope.
 */
import * as v from 'valibot'
import { defineAction, STAFF_EDIT } from './define'
import * as f from './fields'

/** Bytes of one part: with its form around it, and as base64, it stays under the 6 MB that a cloud function takes. */
export const PART_BYTES = 4 * 1024 * 1024
/** Parts of one upload. */
export const MAX_PARTS = 5

const count = (name: string) =>
  v.pipe(
    v.string(`缺少${name}`),
    v.regex(/^[1-9]\d{0,2}$/, `${name}必须是正整数`),
    v.transform(Number),
    v.maxValue(MAX_PARTS, `${name}最多是 ${MAX_PARTS}：一个文件最多分 ${MAX_PARTS} 段`),
  )

/** An uploaded file. `path` is what other actions take; `url` shows it for an hour. */
export const uploadedFile = v.object({
  path: v.string(),
  type: v.picklist(['jpg', 'png', 'pdf', 'pptx', 'docx', 'xlsx']),
  bytes: v.number(),
  /** Hexadecimal. */
  sha256: v.string(),
  url: v.string(),
})
export type UploadedFile = v.InferOutput<typeof uploadedFile>

/**
 * One part of an upload: pictures (JPG, PNG, ≤ 2 MB) in one part, documents (PDF, PPTX, DOCX, XLSX, ≤ 20 MB) in up to five.
 * Parts may come in any order and more than once; the answer to the last one that was missing is the file.
 */
export const upload = defineAction({
  name: 'file.upload',
  about: 'Takes one part of a file; the file, when it was the last one missing.',
  access: { kind: 'session', roles: STAFF_EDIT },
  changes: true,
  input: v.pipe(
    v.object({
      /** Chosen by the client, the same for all parts of one upload. */
      upload: v.pipe(v.string('缺少上传编号'), v.regex(/^[A-Za-z0-9_-]{16,64}$/, '上传编号的格式不对')),
      /** 1 … parts. */
      part: count('段号'),
      parts: count('段数'),
      /** What the file was called; never decides what it is. */
      name: f.text('文件名', 1, 200),
    }),
    v.forward(
      v.check(({ part, parts }) => part <= parts, '段号不能大于段数'),
      ['part'],
    ),
  ),
  output: v.variant('done', [
    v.object({ done: v.literal(false), received: v.array(v.number()) }),
    v.object({ done: v.literal(true), file: uploadedFile }),
  ]),
})

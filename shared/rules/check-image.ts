import { readImage, type ImageReading } from './image'
import type { Check, Problem } from './rule'

type CheckOf<K extends Check['kind']> = Extract<Check, { kind: K }>

/** Checks of one image. */
export type ImageCheckKind =
  'imageType' | 'imageWhole' | 'imageTail' | 'imageName' | 'pixels' | 'square' | 'landscape' | 'bytes' | 'transparent'

/** An image's bytes, read once for all its rules. */
export interface ReadImage {
  readonly bytes: number
  readonly fileName: string
  readonly reading: ImageReading
}

/** Reads the bytes once. */
export const readForChecks = (bytes: Uint8Array, fileName = ''): ReadImage => ({
  bytes: bytes.length,
  fileName,
  reading: readImage(bytes),
})

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(2)}M`

/** `712*700 png 0.83M`, for findings. */
export function describeImage({ bytes, reading }: ReadImage): string {
  if (reading.kind === 'empty') return '空文件'
  const size = reading.kind === 'image' ? `${reading.width}*${reading.height} ` : ''
  return `${size}${reading.type} ${megabytes(bytes)}`
}

const EXTENSIONS: Readonly<Record<string, readonly string[]>> = { png: ['png'], jpeg: ['jpg', 'jpeg', 'jpe', 'jfif'] }

function nameProblems({ fileName, reading }: ReadImage): readonly Problem[] {
  const extension = /\.([A-Za-z0-9]{1,8})$/.exec(fileName)?.[1]?.toLowerCase()
  if (reading.kind !== 'image' || extension === undefined) return []
  return EXTENSIONS[reading.type]?.includes(extension)
    ? []
    : [{ message: `的扩展名是 .${extension}，内容是 ${reading.type}` }]
}

function typeProblems({ fileName, reading }: ReadImage): readonly Problem[] {
  if (reading.kind === 'empty') return [{ message: '是空文件' }]
  if (reading.kind !== 'other') return []
  const claims = /\.(?:png|jpe?g)$/i.test(fileName) ? '（扩展名是改过的）' : ''
  const what = reading.type === 'unknown' ? '不是图片' : `实际是 ${reading.type} 文件`
  return [{ message: `${what}${claims}` }]
}

const FAULTS = { truncated: '文件不完整，缺少结尾', damaged: '文件已损坏' } as const

function wholeProblems({ reading }: ReadImage): readonly Problem[] {
  if (reading.kind === 'broken') return [{ message: `的${FAULTS[reading.fault]}` }]
  return reading.kind === 'image' && reading.isAnimated ? [{ message: '是动图，请用静态图片' }] : []
}

/** A check of something only a readable image has. */
const seen =
  <C>(problem: (check: C, image: Extract<ImageReading, { kind: 'image' }>) => string | undefined) =>
  (check: C, { reading }: ReadImage): readonly Problem[] => {
    const message = reading.kind === 'image' ? problem(check, reading) : undefined
    return message === undefined ? [] : [{ message }]
  }

/** What each check of an image finds. What cannot be read has no size; then only the file itself is complained about. */
export const IMAGE_CHECKS: {
  readonly [Kind in ImageCheckKind]: (check: CheckOf<Kind>, image: ReadImage) => readonly Problem[]
} = {
  imageType: (_check, image) => typeProblems(image),
  imageWhole: (_check, image) => wholeProblems(image),
  imageName: (_check, image) => nameProblems(image),
  imageTail: seen((_check, { trailingBytes }) =>
    trailingBytes > 0 ? `在图片结束之后还有 ${trailingBytes} 字节` : undefined,
  ),
  pixels: seen((check, { width, height }) =>
    width === check.width && height === check.height
      ? undefined
      : `是 ${width}*${height}，应为 ${check.width}*${check.height}`,
  ),
  square: seen((_check, { width, height }) => (width === height ? undefined : `不是正方形（${width}*${height}）`)),
  landscape: seen((_check, { width, height }) => (width >= height ? undefined : '是竖屏图，这里要桌面端的画面')),
  bytes: ({ max }, { bytes }) =>
    bytes > max ? [{ message: `有 ${megabytes(bytes)}，不能超过 ${max / 1024 / 1024}M` }] : [],
  transparent: seen((_check, { hasAlpha }) => (hasAlpha ? undefined : '没有透明底')),
}

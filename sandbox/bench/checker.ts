/** P14: the listing checker on seeded objects and big images, and what it adds to the mini-program. `npm run bench -- checker` */
import { build } from 'esbuild'
import { checkListing } from '@shared/rules/check-listing'
import type { ListingItem, ListingObject } from '@shared/rules/rule'
import { OBJECTS } from '@shared/rules/rules'
import { aJpeg, aPng } from '@shared/rules/testing/images'
import { benchRow, median, type BenchRow } from './bench-row'

const OBJECT_COUNT = 1000
const IMAGE_COUNT = 50
const IMAGE_BYTES = 2 * 1024 * 1024
/** What forms and services import. */
const ENTRY = 'shared/rules/field-issues.ts'

/** Numbers in [0, 1) that are the same on every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const PARTS = (
  '门店 导购 客户 企业微信 审批 巡检 第一医院 免费 微 信 熱門 连锁零售 数据看板 跟进提醒 小微信贷 ， 。 、 😀 ＡＢＣ 發熱門診 第1名 登陆后台 ' +
  '工单 会员 运营 https://app.yunqi.com/home 排班 考勤 报销 合同 制造 设备 点检 提醒 社群 标签 抽 奖 \u200b 腾迅 顶级 100 项目 协同'
).split(' ')

/** A text of about `zi` 字 in which the checker has something to find now and then. */
function aText(random: () => number, zi: number): string {
  let text = ''
  while (text.length < zi) text += PARTS[Math.floor(random() * PARTS.length)] ?? ''
  return text
}

/** Lengths of the longest text each field may hold; names are short. */
const ZI: Readonly<Record<string, number>> = {
  text: 2000,
  intro: 200,
  overview: 40,
  newFeature: 500,
  showcaseText: 200,
}

/** Every text field of an object, filled in. */
function anObject(object: ListingObject, random: () => number): ListingItem[] {
  return Object.entries(OBJECTS[object]).flatMap(([field, { kind }]): ListingItem[] => {
    if (kind === 'text') return [{ object, field, value: aText(random, ZI[field] ?? 12) }]
    return kind === 'texts' ? [{ object, field, value: ['8.8.8.8', aText(random, 8)] }] : []
  })
}

const timed = (work: () => unknown): number => {
  const start = performance.now()
  work()
  return performance.now() - start
}

function objectTimes(): number[] {
  const random = seeded(14)
  const kinds: readonly ListingObject[] = [
    'solution',
    'template',
    'customizedApp',
    'standardApp',
    'approvalTemplate',
    'menu',
  ]
  const objects = Array.from({ length: OBJECT_COUNT }, (_, i) =>
    anObject(kinds[i % kinds.length] ?? 'solution', random),
  )
  return objects.map((items) => timed(() => checkListing(items)))
}

function imageTimes(): number[] {
  const random = seeded(14)
  const data = new Uint8Array(IMAGE_BYTES - 400)
  // No 0xFF: in a JPEG it would have to be stuffed.
  for (let i = 0; i < data.length; i++) data[i] = Math.floor(random() * 255)
  const size = { width: 1242, height: 2208, data }
  const images = Array.from({ length: IMAGE_COUNT }, (_, i) => (i % 2 === 0 ? aPng(size) : aJpeg(size)))
  return images.map((value) => timed(() => checkListing([{ object: 'screenshot', field: 'mobile', value }])))
}

/** What a form imports, minified, Chinese as UTF-8. A Taro build with and without it differed by 39.4 kB when this was 36.2. */
export async function minifiedBytes(): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    bundle: true,
    write: false,
    minify: true,
    charset: 'utf8',
    format: 'esm',
    target: 'es2020',
    tsconfig: 'tsconfig.json',
    logLevel: 'silent',
  })
  return outputFiles.reduce((sum, file) => sum + file.contents.length, 0)
}

/** Medians over all objects and all images, and the minified size of everything a form imports. */
export async function run(): Promise<BenchRow[]> {
  return [
    benchRow('P14.a', `one object without images, ${OBJECT_COUNT} seeded`, median(objectTimes()), 'ms', '≤ 2'),
    benchRow('P14.b', `one 2 MB image, ${IMAGE_COUNT} png and jpg`, median(imageTimes()), 'ms', '≤ 20'),
    benchRow('P14.c', 'minified size added to the mini-program', (await minifiedBytes()) / 1000, 'kB', '≤ 40'),
  ]
}

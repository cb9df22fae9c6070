/** For every rule a value that breaks it and one that keeps it. */
import type { ListingValue, Sheet } from '../rule'
import { aGif, aJpeg, aPng, join } from './images'

/** A value that breaks a rule and one that keeps it. */
type Case = readonly [broken: ListingValue, kept: ListingValue]

const zi = (count: number) => '客'.repeat(count)
const sheets = (...changed: readonly Partial<Sheet>[]): readonly Sheet[] =>
  ['版本功能', '定价策略', '增值服务', '额外说明'].map((name, i) => ({
    name,
    merged: [],
    filledRows: 12,
    ...changed[i],
  }))
const mobile = aJpeg({ width: 1242, height: 2208 })
const desktop = aPng({ width: 1080, height: 832 })
const big = new Uint8Array(2 * 1024 * 1024)

const https: Case = ['http://app.yunqi.com/cb', 'https://app.yunqi.com/cb?corpid=$CORPID$']
const anyUrl: Case = ['app.yunqi.com', 'http://app.yunqi.com/']
const domain: Case = ['https://app.yunqi.com', 'app.yunqi.com']
const name: Readonly<Record<string, Case>> = {
  required: ['  ', '门店助手'],
  length: [zi(11), zi(10)],
  special: ['门店@助手', '门店CRM2'],
  blanks: ['门店 助手', '门店助手'],
  kin: ['热门助手', '门店助手'],
  typos: ['客户客户助手', '客户助手'],
  extreme: ['顶级助手', '门店助手'],
  flagged: ['集赞助手', '门店助手'],
}
const appName: Readonly<Record<string, Case>> = {
  ...name,
  words: ['免费助手', '门店助手'],
  words2022: ['抽奖助手', '门店助手'],
  wordsGeneral: ['热门助手', '门店助手'],
  kin: ['抽奖助手', '门店助手'],
}
const customizedName = { ...name, words: ['企微助手', '门店助手'] } as const
const intro = (max: number): Readonly<Record<string, Case>> => ({
  required: ['', zi(4)],
  length: ['门店助', '门店助手'],
  'length max': [zi(max + 1), '客户门店'],
  blanks: [' 门店助手', '门店 助手'],
  typos: ['门店助手，，好', '门店助手，好'],
  extreme: ['顶级门店助手', '门店助手'],
  flagged: ['集赞门店助手', '门店助手'],
})
const image = (right: Uint8Array, tooBig: Uint8Array): Readonly<Record<string, Case>> => ({
  type: [aGif(), right],
  whole: [right.slice(0, -1), right],
  bytes: [tooBig, right],
  extension: [{ bytes: right, fileName: 'a.webp' }, right],
  tail: [join(right, [0]), right],
})
const logo: Readonly<Record<string, Case>> = {
  ...image(aPng(), aPng({ data: big })),
  required: ['', aPng()],
  square: [aPng({ width: 749 }), aPng()],
  pixels: [aPng({ width: 512, height: 512 }), aPng()],
}
const list = (cases: Readonly<Record<string, Case>>, right: Uint8Array): Readonly<Record<string, Case>> =>
  Object.fromEntries(
    Object.entries(cases).map(([rule, [broken, kept]]) => [
      rule,
      [
        [broken, right],
        [kept, right],
      ] as unknown as Case,
    ]),
  )
const required: Readonly<Record<string, Case>> = { required: ['', '零售'] }
const texts: Readonly<Record<string, Case>> = {
  required: ['', '门店经营'],
  words: ['热门经营', '门店经营'],
  typos: ['通迅录', '通讯录'],
  extreme: ['史无前例', '门店经营'],
  flagged: ['转发有奖', '门店经营'],
}

/** By `object.field`, then by the last part of the rule's id; a second case of one rule has a word after it. */
export const CASES: Readonly<Record<string, Readonly<Record<string, Case>>>> = {
  'solution.name': { ...name, words: ['微信经营', '门店经营'], kin: ['腾讯经营', '门店经营'] },
  'solution.logo': {
    ...image(aPng({ width: 702, height: 180 }), aPng({ data: big })),
    pixels: [aPng(), aPng({ width: 702, height: 180 })],
    transparent: [aJpeg(), aPng()],
  },
  'solution.cover': {
    ...image(aPng({ width: 180, height: 180 }), aPng({ data: big })),
    pixels: [aPng(), aPng({ width: 180, height: 180 })],
  },
  'solution.overview': { ...texts, length: [zi(41), zi(40)], blanks: [' 门店经营', '门店 经营'] },
  'solution.industry': required,
  'solution.text': { ...texts, special: ['门店★经营', '门店，经营（A+B）。\n第二段'] },
  'solution.picture': image(aPng(), aPng({ data: big })),
  'solution.showcaseTitle': texts,
  'solution.showcaseText': texts,
  'solution.showcaseScreenshots': {
    ...list(image(aPng(), aPng({ data: big })), aPng()),
    required: [[], [aPng(), aPng()]],
    count: [[aPng()], [aPng(), aPng()]],
  },
  'solution.video': { video: ['https://www.bilibili.com/video/BV1', 'https://v.qq.com/x/page/a0123456789.html'] },
  'solution.linkedApps': { required: [[], ['dk1']], count: [[], ['dk1']] },
  'template.logo': logo,
  'template.name': customizedName,
  'template.intro': intro(20),
  'template.category': required,
  'template.industry': required,
  'template.callbackUrl': { required: ['', https[1]], address: https },
  'customizedApp.logo': logo,
  'customizedApp.name': customizedName,
  'customizedApp.intro': intro(120),
  'customizedApp.homeUrl': { required: ['', anyUrl[1]], address: anyUrl },
  'customizedApp.trustedDomain': { required: ['', domain[1]], domain },
  'customizedApp.ipWhitelist': { ip: [['300.1.1.1'], ['8.8.8.8', '101.1.2.0/24']] },
  'customizedApp.callbackUrl': { required: ['', https[1]], address: https },
  'standardApp.logo': logo,
  'standardApp.name': appName,
  'standardApp.slogan': appName,
  'standardApp.intro': { ...intro(120), wordsGeneral: ['第一品牌', '第一步登记'], fuller: [zi(39), zi(40)] },
  'standardApp.category': required,
  'standardApp.industry': required,
  'standardApp.homeUrl': { required: ['', anyUrl[1]], address: anyUrl },
  'standardApp.desktopHomeUrl': { address: anyUrl },
  'standardApp.trustedDomain': { required: ['', domain[1]], domain },
  'standardApp.installDomain': { required: ['', domain[1]], domain },
  'standardApp.settingsUrl': { required: ['', https[1]], address: https },
  'standardApp.dataCallbackUrl': { required: ['', https[1]], address: https },
  'standardApp.commandCallbackUrl': { required: ['', https[1]], address: https },
  'standardApp.mobileScreenshots': {
    ...list({ ...image(mobile, aJpeg({ width: 1242, height: 2208, data: big })), pixels: [aPng(), mobile] }, mobile),
    required: [[], [mobile, mobile]],
    count: [[mobile], [mobile, mobile]],
  },
  'standardApp.desktopScreenshots': {
    ...list(
      {
        ...image(desktop, aPng({ width: 1080, height: 832, data: big })),
        pixels: [aPng(), desktop],
        landscape: [mobile, desktop],
      },
      desktop,
    ),
    required: [[], [desktop, desktop]],
    count: [[desktop], [desktop, desktop]],
  },
  'standardApp.paymentMode': required,
  'standardApp.privacyPolicy': required,
  'standardApp.adaptation': required,
  'standardApp.noticeTemplates': {
    count: [Array.from({ length: 11 }, (_, i) => `t${i}`), Array.from({ length: 10 }, (_, i) => `t${i}`)],
  },
  'standardApp.newFeature': { ...texts, wordsGeneral: ['本季热门', '新增导出'] },
  'standardApp.ipWhitelist': { ip: [['192.168.1.1'], ['8.8.8.8']] },
  'standardApp.systemEventUrl': { address: ['ftp://app.yunqi.com', 'http://app.yunqi.com/e'] },
  'approvalTemplate.name': {
    required: ['', '请'],
    length: [zi(11), '请'],
    words: ['抽奖申请', '请假'],
    kin: ['企微申请', '请假'],
    typos: ['请请请假', '请假'],
  },
  'approvalTemplate.intro': {
    required: ['', '请'],
    length: [zi(201), zi(1)],
    words: ['免费领用', '领用'],
    typos: ['领用，，', '领用'],
  },
  'menu.name': { required: ['', '订单'], words: ['特卖', '订单'], kin: ['热门', '订单'], typos: ['订订订单', '订单'] },
  'menu.text': { words: ['微信客服', '客服'], typos: ['通迅录', '通讯录'] },
  'screenshot.mobile': { ...image(mobile, aJpeg({ width: 1242, height: 2208, data: big })), pixels: [aPng(), mobile] },
  'screenshot.desktop': { ...image(desktop, aPng({ width: 1080, height: 832, data: big })), pixels: [aPng(), desktop] },
  'screenshot.showcase': { required: ['', aPng()], ...image(aPng(), aPng({ data: big })) },
  'pricingSheet.sheets': {
    required: [[], sheets()],
    names: [sheets({ name: '版本' }), sheets()],
    order: [[...sheets()].reverse(), sheets()],
    merged: [sheets({ merged: ['A1:B2'] }), sheets()],
    filled: [sheets({}, { filledRows: 0 }), sheets({}, {}, { filledRows: 0 })],
    rows: [sheets({ filledRows: 9 }), sheets({ filledRows: 15 })],
  },
}

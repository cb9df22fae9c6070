import type { FieldSpec, Fields } from '../rule'
import {
  address,
  advice,
  blanks,
  count,
  domain,
  extreme,
  field,
  flagged,
  from,
  fuller,
  image,
  inEdition,
  ip,
  kin,
  landscape,
  length,
  pixels,
  required,
  special,
  square,
  text,
  typos,
  words,
} from '../rule-specs'

const HINTS = [typos, extreme('S1-26'), flagged('S1-26')]
const GENERAL = from('S1-26', words('appGeneral', 'prose'))

const logo = (source: string): FieldSpec =>
  field('image', '应用 logo', source, required, ...image(1), square, pixels(750, 750))
const shots = (label: string, source: string, width: number, height: number): FieldSpec =>
  field('images', label, source, count(2, 5, '张'), ...image(2), pixels(width, height))

/** S1-43: from iOS WeCom or the mini-program. */
export const MOBILE: FieldSpec = shots('手机端截图', 'S1-43', 1242, 2208)
/** S1-44: from desktop WeCom. */
export const DESKTOP: FieldSpec = shots('桌面端截图', 'S1-44', 1080, 832)

/** S1-28 and S1-29 share the list. */
const appName = (label: string, source: string): FieldSpec =>
  text(
    label,
    source,
    required,
    length(2, 10),
    special('name'),
    words('appName', 'name'),
    inEdition('2022', words('appName2022', 'name')),
    from('S1-26', words('appGeneral', 'name')),
    kin('appName'),
    blanks('name'),
    ...HINTS,
  )

const customizedName = (source: string): FieldSpec =>
  text(
    '应用名称',
    source,
    required,
    length(2, 10),
    words('customizedName', 'name'),
    from('S1-28', advice(special('name'))),
    kin('customizedName'),
    blanks('name'),
    ...HINTS,
  )

const intro = (source: string, max: number, ...more: Parameters<typeof text>[2][]): FieldSpec =>
  text('应用介绍', source, required, length(4, max), ...more, blanks('prose'), ...HINTS)

/** S1-26 … S1-54. */
export const STANDARD_APP: Fields = {
  logo: logo('S1-27'),
  name: appName('应用名称', 'S1-28'),
  slogan: appName('宣传语', 'S1-29'),
  intro: intro('S1-30', 120, GENERAL, fuller(40, 80)),
  category: text('应用分类', 'S1-31', required),
  industry: text('面向行业', 'S1-32', required),
  homeUrl: text('应用主页', 'S1-35', required, address('https', 'http')),
  desktopHomeUrl: text('桌面端主页', 'S1-36', address('https', 'http')),
  trustedDomain: text('可信域名', 'S1-37', required, domain),
  installDomain: text('安装完成回调域名', 'S1-38', required, domain),
  settingsUrl: text('业务设置 URL', 'S1-40', required, address('https')),
  dataCallbackUrl: text('数据回调 URL', 'S1-41', required, address('https')),
  commandCallbackUrl: text('指令回调 URL', 'S1-42', required, address('https')),
  mobileScreenshots: { ...MOBILE, rules: [required, ...MOBILE.rules] },
  isDesktopAdapted: field('flag', '适配桌面端', 'S1-44'),
  desktopScreenshots: { ...DESKTOP, rules: [required, ...DESKTOP.rules, landscape], requiredWhen: 'isDesktopAdapted' },
  paymentMode: text('付费方式', 'S1-45', required),
  privacyPolicy: text('隐私政策', 'S1-47', required),
  adaptation: text('应用适配说明', 'S1-48', required),
  noticeTemplates: field('texts', '应用通知模板', 'S1-51', count(0, 10, '个')),
  newFeature: text('新功能介绍', 'S1-52', GENERAL, ...HINTS),
  ipWhitelist: field('texts', 'IP 白名单', 'S1-53', ip),
  systemEventUrl: text('系统事件接收 URL', 'S1-54', address('https', 'http')),
}

/** S2-05 … S2-10. */
export const TEMPLATE: Fields = {
  logo: logo('S2-05'),
  name: customizedName('S2-06'),
  intro: intro('S2-07', 20),
  category: text('应用分类', 'S2-08', required),
  industry: text('面向行业', 'S2-09', required),
  callbackUrl: text('模板回调 URL', 'S2-10', required, address('https')),
}

/** S2-30 … S2-36. */
export const CUSTOMIZED_APP: Fields = {
  logo: logo('S2-30'),
  name: customizedName('S2-31'),
  intro: intro('S2-32', 120),
  homeUrl: text('应用主页', 'S2-33', required, address('https', 'http')),
  trustedDomain: text('可信域名', 'S2-34', required, domain),
  ipWhitelist: field('texts', 'IP 白名单', 'S2-35', ip),
  callbackUrl: text('应用回调 URL', 'S2-36', required, address('https')),
}

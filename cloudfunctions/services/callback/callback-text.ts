import type { CallbackRecord } from '../../store/collections/callback'

/** Notes of handlers (English, for logs) in words for staff; the first that fits. */
const TEXTS: readonly (readonly [note: RegExp, text: string])[] = [
  [/^recorded$/, '已记录，不需要处理'],
  [/corp not known yet/, '还不认识这家企业，在等它的授权事件到达；若企业早已授权，请在「导入已有客户」里补上'],
  [/the secret has changed/, '应用密钥已变更，在等新密钥推送过来；若一直等不到，请在服务商后台点「重新获取secret」'],
  [/waits for a suite_ticket/, '在等推送票据，票据到达后会自动继续'],
  [/auth code expired/, '授权码在换取之前过期了（10 分钟），请客户重新扫码授权'],
  [
    /exchange may have worked/,
    '授权可能已经成功，但没有拿到密钥：代开发应用请在服务商后台点「重新获取secret」，第三方应用请客户重新授权',
  ],
  [/auth code refused/, '授权码已用过或属于更早的一次安装，不影响现在的授权'],
  [/auth code is being exchanged/, '正在换取授权，请稍候'],
  [/of an earlier install|olderThanInstall/, '属于更早的一次安装，不影响现在的授权'],
  [/present authorisation still opens/, '迟到的取消通知：企业微信确认现在的授权仍然有效'],
  [/cancelled before|corp not known$/, '这家企业此前已取消授权'],
  [/authorisation is void/, '企业微信确认授权已失效'],
  [/corp looks dissolved/, '这家企业可能已解散或被封禁，请与客户确认'],
  [/disabled by the customer/, '应用已被客户停用'],
  [/setup waits/, '安装还没有完成，会自动重试'],
  [/setup stopped/, '安装停在了一步上，请在授权页查看原因'],
  [/60020/, '服务器地址不在企业微信的白名单里，请在「IP 检查」里查看要改哪一处'],
  [/no answer|-1/, '企业微信没有应答，会自动重试'],
]

const STATES: Readonly<Record<CallbackRecord['status'], string>> = {
  new: '等待处理',
  claimed: '正在处理',
  parked: '稍后会再试',
  done: '已处理',
  failed: '没有处理成功，可以再运行一次',
}

/** What became of a callback, in Chinese. */
export function callbackText({ status, note }: Pick<CallbackRecord, 'status' | 'note'>): string {
  const known = note === undefined ? undefined : TEXTS.find(([pattern]) => pattern.test(note))?.[1]
  return known ?? STATES[status]
}

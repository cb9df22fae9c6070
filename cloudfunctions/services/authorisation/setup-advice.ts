import type { WeComError } from '../../wecom/wecom-error'

/** What a person should do when a step of an install failed, and whether it is tried again by itself. Codes: wecom-api §8. */
export function setupAdvice(error: WeComError): { readonly text: string; readonly isRetried: boolean } {
  switch (error.errcode) {
    case undefined:
    case -1:
      return { text: '企业微信暂时没有回应，我们会自动重试，不用重新授权', isRetried: true }
    case 40085:
      return { text: '正在等企业微信推送票据（最多 10 分钟），之后会自动继续', isRetried: true }
    case 45009:
    case 45033:
      return { text: '调用太频繁被企业微信暂停，稍后会自动继续', isRetried: true }
    case 60020:
      return { text: '服务器地址不在企业微信的白名单里，请服务商添加后继续', isRetried: true }
    case 40084:
    case 48004:
      return { text: '授权已失效，请管理员重新扫码授权', isRetried: false }
    case 40001:
    case 40091:
      return { text: '应用密钥已变更，请服务商在企业微信后台「重新获取 secret」', isRetried: false }
    case 301007:
    case 2000002:
      return { text: '这家企业可能已解散或被封禁，请与客户确认', isRetried: false }
    case 50003:
      return { text: '应用已被客户停用，请管理员在管理后台启用', isRetried: true }
    default:
      return {
        text: `企业微信返回了错误 ${error.errcode}，请把这个编号告诉服务商`,
        isRetried: error.retryable,
      }
  }
}

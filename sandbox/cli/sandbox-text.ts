/** What `npm run sandbox` prints: where it is, whose credentials work, and a first call. */
import { SEED } from '../wecom/world/seed'

const KIND = { signIn: '第三方应用（小程序登录）', webLogin: '登录授权', template: '代开发模板' } as const

/** @param url base URL of the stand-in @param callbackBase where callbacks go */
export function describeSandbox(url: string, callbackBase: string): string {
  const lines = [
    `模拟企业微信已启动：${url}`,
    `  以它代替 https://qyapi.weixin.qq.com、open.work.weixin.qq.com、open.weixin.qq.com 和 login.work.weixin.qq.com`,
    `  回调地址的根：${callbackBase}　suite_ticket 会立即推送，未成功时不断重试`,
    `  控制接口：POST ${url}/platform/world.get（全部接口见 sandbox/wecom/platform/control.ts）`,
  ]
  for (const provider of SEED.providers) {
    lines.push('', `${provider.name}　corpid=${provider.corpId}`, `  provider_secret=${provider.providerSecret}`)
    for (const suite of provider.suites) {
      lines.push(
        `  ${KIND[suite.kind]}「${suite.name}」`,
        `    suite_id=${suite.suiteId}　suite_secret=${suite.secret}`,
        `    Token=${suite.token}　EncodingAESKey=${suite.encodingAesKey}`,
        `    回调 ${callbackBase}${suite.callbackPath}`,
      )
    }
  }
  const first = SEED.providers[0]
  const body = JSON.stringify({ corpid: first?.corpId, provider_secret: first?.providerSecret })
  lines.push('', '试一下：', `  curl -s ${url}/cgi-bin/service/get_provider_token -d '${body}'`, '', '按 Ctrl-C 结束')
  return lines.join('\n')
}

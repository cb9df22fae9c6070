/** The pages of WeCom's hosts, by path. */
import { homePage } from './home-page'
import { oauthPage } from './oauth-page'
import { sheetPage } from './sheet-page'
import { webLoginPage } from './web-login-page'

/** path → page. The hosts are open.work.weixin.qq.com, open.weixin.qq.com and login.work.weixin.qq.com in life. */
export const PAGES: Readonly<Record<string, () => string>> = {
  '/': homePage,
  '/wwopen/customApp/authorize': sheetPage,
  '/3rdapp/install': sheetPage,
  '/3rdapp/qrinstall': sheetPage,
  '/connect/oauth2/authorize': oauthPage,
  '/wwlogin/sso/login': () => webLoginPage('sso'),
  '/wwopen/sso/3rd_qrConnect': () => webLoginPage('legacy'),
}

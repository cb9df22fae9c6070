/** The few calls of `wx.qy` in use (wecom-api §5.3); WeCom publishes no types for them. */
declare namespace WechatMiniprogram {
  interface QyCallbacks<Result> {
    success?: (result: Result) => void
    fail?: (fault: { errMsg?: string; errCode?: number }) => void
  }

  interface Qy {
    login(options: { suiteId: string } & QyCallbacks<{ code?: string; errMsg?: string }>): void
    checkSession(options: QyCallbacks<unknown>): void
  }

  interface Wx {
    /** Present inside WeCom only. */
    readonly qy?: Qy
  }
}

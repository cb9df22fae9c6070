/// <reference types="@tarojs/taro" />

declare module '*.module.scss' {
  const classes: Readonly<Record<string, string>>
  export default classes
}
declare module '*.scss'

declare namespace NodeJS {
  interface ProcessEnv {
    /** The target being built. */
    readonly TARO_ENV: 'weapp' | 'h5'
    /** Origin of the functions a mini-program build talks to; a browser build uses its own origin. */
    readonly ACCORD_API?: string
    /** The provider a mini-program is built for; empty when the build serves several (h5). */
    readonly ACCORD_PROVIDER?: string
    /** `yes` in development builds, empty in production: code behind it is dropped from the bundles. */
    readonly ACCORD_DEV?: 'yes' | ''
  }
}

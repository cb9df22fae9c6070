import { PhonePage } from '../../components/page-frame/phone'
import { Link } from '../../components/link'
import { Loaded, NotInWeCom, StateView } from '../../components/state-view'
import { OriginField, SignInAs } from '../../features/development/sign-in-as'
import { BrowserReturn } from '../../features/session/browser-return'
import { BrowserSignIn } from '../../features/session/browser-sign-in'
import { MiniProgramSignIn } from '../../features/session/mini-program-sign-in'
import { homeOf } from '../../features/session/no-access'
import { useBootstrap, useProvider } from '../../features/session/use-provider'
import { restart, useQuery } from '../../platform/navigate'
import { placeOf, type Place } from '../../platform/place'
import { currentMe } from '../../platform/session'
import { canUseWeComLogin, type BrowserWay } from '../../platform/sign-in'

const HOME: Readonly<Record<BrowserWay, Place>> = {
  webLogin: { route: '/console/home/index' },
  oauth: { route: '/customer/inbox/index' },
}

/** Which doors fit the page she wanted. */
function waysTo(wanted: Place | undefined): readonly BrowserWay[] {
  if (wanted?.route.startsWith('/console/')) return ['webLogin']
  if (wanted?.route.startsWith('/customer/')) return ['oauth']
  return ['webLogin', 'oauth']
}

/** Signing in, in each of the places the app runs. */
export default function SignInPage() {
  const query = useQuery()
  const provider = useProvider()
  const bootstrap = useBootstrap(provider)
  const wanted = query.to === undefined ? undefined : placeOf(query.to)
  const goOn = (to?: Place) => {
    const me = currentMe()
    void restart(to ?? wanted ?? (me ? homeOf(me) : { route: '/pages/launch/index' }))
  }
  if (query.code && query.state) {
    return (
      <PhonePage title="正在登录">
        <BrowserReturn code={query.code} state={query.state} onDone={(to) => goOn(placeOf(to))} />
      </PhonePage>
    )
  }
  return (
    <PhonePage
      title="登录合契"
      eyebrow={bootstrap.data?.provider?.name}
      lead="服务商和客户管理员在这里一起完成授权、权限和评价。"
    >
      {query.failed && (
        <StateView icon="alert" title="登录没有完成" level={2}>
          企业微信没有给出登录凭证，请再试一次。
        </StateView>
      )}
      <Loaded reading={bootstrap}>
        {(answer) => {
          const { signInSuiteId, standIn } = answer
          const known = answer.provider?.id ?? provider ?? (standIn ? standIn.providers[0]?.id : undefined)
          if (process.env.TARO_ENV === 'h5') {
            return (
              <BrowserSignIn
                provider={known}
                choices={standIn?.providers}
                ways={waysTo(wanted)}
                toOf={(way) => wanted ?? HOME[way]}
              />
            )
          }
          if (known && signInSuiteId && canUseWeComLogin()) {
            return <MiniProgramSignIn provider={known} suiteId={signInSuiteId} onDone={() => goOn()} />
          }
          return (
            <>
              <NotInWeCom action={<Link to={{ route: '/pages/scan/index' }}>我有邀请链接</Link>} />
              {process.env.ACCORD_DEV && known && signInSuiteId && standIn && (
                <SignInAs provider={known} suiteId={signInSuiteId} wecomUrl={standIn.wecomUrl} onDone={() => goOn()} />
              )}
            </>
          )
        }}
      </Loaded>
      {process.env.ACCORD_DEV && process.env.TARO_ENV === 'weapp' && <OriginField />}
    </PhonePage>
  )
}

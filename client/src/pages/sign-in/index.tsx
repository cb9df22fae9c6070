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

const openInvitation = <Link to={{ route: '/pages/scan/index' }}>我有邀请链接</Link>

/** Signing in, in each of the places the app runs. */
export default function SignInPage() {
  const query = useQuery()
  const named = useProvider()
  const first = useBootstrap(named)
  // The stand-in plays several providers; a build for real customers names its own.
  const provider = named ?? first.data?.standIn?.providers[0]?.id
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
          const known = answer.provider?.id ?? provider
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
              {canUseWeComLogin() ? (
                <StateView icon="search" title="还不知道是哪家服务商" level={2} action={openInvitation}>
                  请从服务商发来的邀请链接或消息进入，或扫他们给您的二维码。
                </StateView>
              ) : (
                <NotInWeCom action={openInvitation} />
              )}
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

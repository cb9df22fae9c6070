import type { Me } from '@shared/contract/session'
import { Button } from '../../components/button'
import { Link } from '../../components/link'
import { StateView } from '../../components/state-view'
import { restart } from '../../platform/navigate'
import type { Place } from '../../platform/place'
import { signOut } from '../../platform/sign-in'

/** Where a person is at home. */
export const homeOf = (me: Me): Place => ({
  route: me.side === 'staff' ? '/console/home/index' : '/customer/inbox/index',
})

const leave = () => signOut().finally(() => restart({ route: '/pages/sign-in/index' }))

/** Signed in, but this is not hers: says as whom, and both ways on. */
export function NoAccess({ me, wanted }: { me?: Me; wanted?: Me['side'] }) {
  const words =
    wanted === 'staff'
      ? '这里是服务商的工作台，只有服务商的员工能进入。'
      : wanted === 'customer'
        ? '这里是客户企业管理员的页面，您现在以服务商员工的身份登录。'
        : '您的身份还不能查看这里。如果应该可以，请联系邀请您的人，或请贵公司的管理员在企业微信里把您加入应用的可见范围。'
  return (
    <StateView
      icon="shield"
      level={1}
      title="这里不对您开放"
      action={
        <>
          {me && (
            <Link look="primary" to={homeOf(me)} replace>
              回到我的首页
            </Link>
          )}
          <Button onPress={leave}>换个身份登录</Button>
        </>
      }
    >
      {words}
      {me && `当前身份：${me.name}（${me.corpName ?? me.provider.name}）。`}
    </StateView>
  )
}

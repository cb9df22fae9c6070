import type { ReactNode } from 'react'
import type { Me } from '@shared/contract/session'
import { Box } from '../../components/box'
import { Button } from '../../components/button'
import { ConsolePage } from '../../components/page-frame/console'
import type { ConsolePageProps, NavItem } from '../../components/page-frame/props'
import { restart } from '../../platform/navigate'
import type { Place } from '../../platform/place'
import { signOut } from '../../platform/sign-in'

/** The console's map, in the order of a working day. */
export const CONSOLE_NAV: readonly NavItem[] = [
  { place: { route: '/console/home/index' }, words: '工作台', icon: 'home' },
  {
    place: { route: '/console/customers/index' },
    words: '客户',
    icon: 'building',
    routes: ['/console/customer/index', '/console/permission/index'],
  },
  {
    place: { route: '/console/invitations/index' },
    words: '邀请',
    icon: 'invite',
    routes: ['/console/invite/index', '/console/invitation/index'],
  },
  {
    place: { route: '/console/solutions/index' },
    words: '方案',
    icon: 'file',
    routes: ['/console/solution/index'],
  },
  { place: { route: '/console/apps/index' }, words: '应用', icon: 'apps' },
]

export interface StaffPageProps extends Omit<ConsolePageProps, 'nav' | 'owner' | 'account' | 'route'> {
  me: Me
  here: Place
  children?: ReactNode
}

/** A console page of the signed-in person's provider. */
export function StaffPage({ me, here, ...page }: StaffPageProps) {
  const leave = () => signOut().finally(() => restart({ route: '/pages/sign-in/index' }))
  return (
    <ConsolePage
      {...page}
      nav={CONSOLE_NAV}
      route={here.route}
      owner={me.provider.name}
      account={
        <>
          <Box>{me.name}</Box>
          <Button look="quiet" size="dense" onPress={leave}>
            退出登录
          </Button>
        </>
      }
    />
  )
}

import { useEffect, type ReactNode } from 'react'
import type { Me } from '@shared/contract/session'
import { Loading } from '../../components/state-view'
import { replace, useQuery } from '../../platform/navigate'
import { pathOf, type Place } from '../../platform/place'
import { useMe } from '../../platform/session'
import { useVisible } from '../../platform/visible'
import { NoAccess } from './no-access'

export interface RequireSessionProps {
  side: Me['side']
  /** Where she wanted to go; she comes back here after signing in. */
  here: Place
  children: (me: Me) => ReactNode
}

/** Shows a page to whoever may see it: signs in first, or says kindly that this is not her place. */
export function RequireSession({ side, here, children }: RequireSessionProps) {
  const me = useMe()
  const isVisible = useVisible()
  const to = pathOf(here)
  // Whose page it was: signing in would ask again otherwise.
  const { provider } = useQuery()
  useEffect(() => {
    if (!me && isVisible) void replace({ route: '/pages/sign-in/index', query: { to, provider } })
  }, [me, isVisible, to, provider])
  if (!me) return <Loading label="正在前往登录" />
  if (me.side !== side) return <NoAccess me={me} wanted={side} />
  return children(me)
}

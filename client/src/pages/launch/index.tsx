import { useEffect } from 'react'
import { PhonePage } from '../../components/page-frame/phone'
import { Loading } from '../../components/state-view'
import { homeOf } from '../../features/session/no-access'
import { replace, useQuery } from '../../platform/navigate'
import { placeOfEntry } from '../../platform/scan'
import { currentMe } from '../../platform/session'

/** The door: a scanned link leads to its page, a known person home, everybody else to signing in. */
export default function LaunchPage() {
  const query = useQuery()
  useEffect(() => {
    const me = currentMe()
    void replace(placeOfEntry(query) ?? (me ? homeOf(me) : { route: '/pages/sign-in/index' }))
  }, [query])
  return (
    <PhonePage title="合契">
      <Loading label="正在打开" />
    </PhonePage>
  )
}

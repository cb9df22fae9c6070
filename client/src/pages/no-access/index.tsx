import { PhonePage } from '../../components/page-frame/phone'
import { NoAccess } from '../../features/session/no-access'
import { useMe } from '../../platform/session'

/** Where people land who are known, but not for what they tried. */
export default function NoAccessPage() {
  return (
    <PhonePage title="没有权限">
      <NoAccess me={useMe()} />
    </PhonePage>
  )
}

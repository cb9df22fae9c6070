import type { ReactNode } from 'react'
import type { PhoneMessage } from '../../wecom/platform/views'
import { permissionName } from '../manage/permission-keys'
import { useDesk } from '../state/use-desk'
import { Button } from '../ui/button'
import { Sheet } from './sheet'
import { usePhone } from './use-phone'

/** WeCom's own sheet for a permission request: the whole set or nothing. 暂不授权 is told to nobody. */
export function PermissionSheet(props: {
  request: NonNullable<PhoneMessage['request']>
  onAnswered: () => Promise<void>
  onClose: () => void
}): ReactNode {
  const { request, onAnswered, onClose } = props
  const { seat, say } = usePhone()
  const { act } = useDesk()
  const answer = async (choice: 'agree' | 'decline') => {
    const app = await act('client.permissionAnswer', { seat, requestId: request.requestId, answer: choice })
    if (!app) return
    say(choice === 'agree' ? '已同意，权限立即生效' : '已选择暂不授权')
    onClose()
    await onAnswered()
  }
  return (
    <Sheet title={`${request.appName} 申请权限`} onClose={onClose}>
      <p className="sheet-note">同意后，应用可以使用下列权限。需要整批同意或整批暂不授权。</p>
      <ul className="grants">
        {request.permissions.map((key) => (
          <li key={key}>
            {permissionName(key)}
            <small className="code">{key}</small>
          </li>
        ))}
      </ul>
      {request.status === 'open' ? (
        <div className="sheet-buttons">
          <Button kind="main" onPress={() => answer('agree')}>
            同意
          </Button>
          <Button onPress={() => answer('decline')}>暂不授权</Button>
        </div>
      ) : (
        <p className="sheet-note">这次申请已经处理过，不能再改。</p>
      )}
    </Sheet>
  )
}

import type { ReactNode } from 'react'
import type { WorkbenchItem } from '../../wecom/platform/views'
import { messageOf } from '../state/platform'
import { useDesk } from '../state/use-desk'
import { useReading } from '../state/use-reading'
import { Icon } from '../ui/icons'
import { Avatar, Empty } from '../ui/pieces'
import { ScreenTitle } from './chats-tab'
import { usePhone } from './use-phone'

/** 工作台: the apps this member sees. The one with a mini-program opens as one. */
export function WorkbenchTab(): ReactNode {
  const { seat, holder, openWeb, openMiniProgram, openAppSettings, say } = usePhone()
  const { platform } = useDesk()
  const { answer, trouble } = useReading('client.workbench', holder && { seat })
  const apps = answer?.apps
  const enter = async (app: WorkbenchItem) => {
    try {
      const { homeUrl } = await platform('client.enterApp', { seat, suiteId: app.suiteId })
      if (app.miniProgramAppid !== '') openMiniProgram({ appid: app.miniProgramAppid, page: '' })
      else if (homeUrl !== '') openWeb(homeUrl)
      else say('这个应用还没有设置主页')
    } catch (cause) {
      say(messageOf(cause))
    }
  }
  return (
    <div className="screen">
      <ScreenTitle title="工作台" />
      {trouble !== undefined && <p className="notice">{trouble}</p>}
      {apps?.length === 0 && (
        <Empty title="还没有可用的应用">应用被授权、并且把你放进可见范围以后，会出现在这里。</Empty>
      )}
      <ul className="bench">
        {apps?.map((app) => (
          <li key={app.suiteId} className="bench-item">
            <button type="button" className="bench-app" onClick={() => void enter(app)}>
              <Avatar name={app.name} square />
              <span>{app.name}</span>
            </button>
            {app.canManage && (
              <button
                type="button"
                className="bench-manage"
                aria-label={`管理 ${app.name}`}
                title="管理应用"
                onClick={() => openAppSettings(app.suiteId)}
              >
                <Icon name="gear" size={16} />
              </button>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

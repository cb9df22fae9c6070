import { useState, type ReactNode } from 'react'
import { PERMISSION_LABELS } from '../../wecom/platform/permission-labels'
import type { AppView } from '../../wecom/platform/views'
import { PermissionPicker } from '../manage/permission-picker'
import { permissionName } from '../manage/permission-keys'
import { REVIEW_STATE, sayAppState } from '../manage/say-app'
import { useDesk } from '../state/use-desk'
import { Button } from '../ui/button'
import { Confirm } from '../ui/confirm'
import { Chip, Code, Fold } from '../ui/pieces'
import { CallbackForm } from './callback-form'
import { WhitelistForm } from './whitelist-form'

/** One customised app of one corp in the provider's console; the button that comes next stands out. */
export function AppCard(props: { app: AppView }): ReactNode {
  const { app } = props
  const [applying, setApplying] = useState(false)
  const { act } = useDesk()
  const [word, tone] = sayAppState(app)
  const key = { suiteId: app.suiteId, corpId: app.corpId }
  const request = app.requests.find((candidate) => candidate.status === 'open')
  return (
    <article className="thing" aria-label={`${app.corpName} ${app.name}`}>
      <div className="thing-head">
        <b>{app.corpName}</b>
        <Chip tone={tone}>{word}</Chip>
      </div>
      <div className="thing-sub">
        {app.name} · agentid <Code>{app.agentId}</Code>
      </div>
      <ReviewLine app={app} />
      <div className="thing-sub">
        已有权限 {app.permissions.length} 项
        {request && <Chip tone="waiting">有 {request.permissions.length} 项等客户确认</Chip>}
      </div>
      <div className="row">
        <NextStep app={app} />
        {app.publish !== undefined && app.publish > 0 && (
          <Button small pressed={applying} onPress={() => setApplying(!applying)}>
            申请权限
          </Button>
        )}
      </div>
      {applying && (
        <PermissionPicker
          labels={PERMISSION_LABELS}
          chosen={app.permissions}
          action="保存，通知客户确认"
          onSave={async (permissions) => {
            const saved = await act(
              'console.requestPermissions',
              { ...key, permissions },
              '已申请，客户会收到一条确认消息',
            )
            if (saved) setApplying(false)
          }}
          onClose={() => setApplying(false)}
        />
      )}
      <Fold title="更多">
        {request && (
          <p className="block-text">
            等待确认：{request.permissions.map((permission) => permissionName(permission)).join('、')}
          </p>
        )}
        <dl className="facts">
          <dt>corpid（本服务商）</dt>
          <dd>
            <Code>{app.openCorpId}</Code>
          </dd>
          <dt>模板 ID</dt>
          <dd>
            <Code>{app.suiteId}</Code>
          </dd>
        </dl>
        <CallbackForm suiteId={app.suiteId} corpId={app.corpId} callbackUrl={app.callbackUrl} />
        <WhitelistForm providerId={app.providerId} app={key} ips={app.whitelist} />
        <ResetSecret app={app} />
      </Fold>
    </article>
  )
}

function ReviewLine(props: { app: AppView }): ReactNode {
  const { review, reviewReasons } = props.app
  if (review === undefined || review === 'launched') return null
  const [word, tone] = REVIEW_STATE[review]
  return (
    <div className="thing-sub">
      <Chip tone={tone}>{word}</Chip>
      {review === 'rejected' && reviewReasons.join('；')}
    </div>
  )
}

function NextStep(props: { app: AppView }): ReactNode {
  const { app } = props
  const { act } = useDesk()
  const key = { suiteId: app.suiteId, corpId: app.corpId }
  if (app.publish === 0)
    return (
      <Button small kind="main" onPress={() => act('console.startDevelopment', key, '已开始代开发')}>
        开始代开发应用
      </Button>
    )
  if (app.review === 'approved')
    return (
      <Button small kind="main" onPress={() => act('console.launch', key, '已上线，客户管理员会收到消息')}>
        上线应用
      </Button>
    )
  if (app.review === 'submitted') return <span className="row-note">等审核团队处理</span>
  if (app.publish === 2)
    return (
      <Button small onPress={() => act('console.editApp', key, '已有新草稿')}>
        编辑（产生新草稿）
      </Button>
    )
  return (
    <Button small kind="main" onPress={() => act('console.submitApp', key, '已提交审核')}>
      提交上线审核
    </Button>
  )
}

function ResetSecret(props: { app: AppView }): ReactNode {
  const { app } = props
  const { act } = useDesk()
  const [asking, setAsking] = useState(false)
  return (
    <div className="row row-end">
      <Button small kind="danger" onPress={() => setAsking(true)}>
        重新获取 secret
      </Button>
      {asking && (
        <Confirm
          title="重新获取 secret？"
          action="重新获取"
          onConfirm={() =>
            act(
              'console.resetSecret',
              { suiteId: app.suiteId, corpId: app.corpId },
              '旧 secret 已失效，新的授权码已推送',
            )
          }
          onClose={() => setAsking(false)}
        >
          {app.corpName} 的「{app.name}」旧 secret 立即失效；企业微信推送 <Code>reset_permanent_code</Code>
          ，须用新的授权码换取。
        </Confirm>
      )}
    </div>
  )
}

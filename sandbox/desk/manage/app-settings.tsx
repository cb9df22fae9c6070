import { useState, type ReactNode } from 'react'
import type { ControlOutput } from '../../wecom/platform/control'
import { useDesk } from '../state/use-desk'
import { useReading } from '../state/use-reading'
import { Button } from '../ui/button'
import { Confirm } from '../ui/confirm'
import { Block, Chip, Code, Empty } from '../ui/pieces'
import { PermissionPicker } from './permission-picker'
import { RangePicker } from './range-picker'
import { KIND_NAME, sayAppState, sayRange } from './say-app'

type Settings = ControlOutput<'client.appSettings'>

/** WeCom's management page of one app, for the person on a seat: visible range, permissions, on and off, and out. */
export function AppSettings(props: { seat: string; suiteId: string }): ReactNode {
  const { seat, suiteId } = props
  const { answer: settings, trouble, read } = useReading('client.appSettings', { seat, suiteId })
  if (trouble !== undefined) return <Empty title="打不开这个应用的管理页">{trouble}</Empty>
  if (!settings) return <div className="skeleton" role="status" aria-label="正在读取" />
  return <SettingsPage seat={seat} settings={settings} onChanged={read} />
}

function SettingsPage(props: { seat: string; settings: Settings; onChanged: () => Promise<void> }): ReactNode {
  const { seat, settings, onChanged } = props
  const { app, canManage, permissionLabels } = settings
  const { act, world } = useDesk()
  const [editing, setEditing] = useState<'range' | 'permissions'>()
  const corp = world?.corps.find((candidate) => candidate.corpId === app.corpId)
  const [word, tone] = sayAppState(app)
  const key = { seat, suiteId: app.suiteId }
  const done = async (output: unknown) => {
    if (output === undefined) return
    setEditing(undefined)
    await onChanged()
  }
  return (
    <div className="settings">
      <div className="settings-head">
        <div>
          <strong>{app.name}</strong>
          <small>
            {KIND_NAME[app.kind]} · <Code>{app.agentId}</Code>
          </small>
        </div>
        <Chip tone={tone}>{word}</Chip>
      </div>
      {!canManage && <p className="notice">只有能管理这个应用的管理员才能修改。</p>}
      <Block
        title="可见范围"
        aside={
          canManage && editing !== 'range' ? (
            <Button small label="修改可见范围" onPress={() => setEditing('range')}>
              修改
            </Button>
          ) : undefined
        }
      >
        {editing === 'range' && corp ? (
          <RangePicker
            corp={corp}
            range={app.range}
            onSave={async (range) => done(await act('client.setRange', { ...key, ...range }, '可见范围已保存'))}
            onClose={() => setEditing(undefined)}
          />
        ) : (
          <p className="block-text">{sayRange(app.range, corp)}</p>
        )}
      </Block>
      {app.kind === 'template' && (
        <Block
          title="自定义权限"
          aside={
            canManage && editing !== 'permissions' ? (
              <Button small label="修改自定义权限" onPress={() => setEditing('permissions')}>
                修改
              </Button>
            ) : undefined
          }
        >
          {editing === 'permissions' ? (
            <PermissionPicker
              labels={permissionLabels}
              chosen={app.permissions}
              action="保存，立即生效"
              onSave={async (permissions) =>
                done(await act('client.editPermissions', { ...key, permissions }, '权限已改，立即生效'))
              }
              onClose={() => setEditing(undefined)}
            />
          ) : (
            <GrantList permissions={app.permissions} labels={permissionLabels} />
          )}
        </Block>
      )}
      {canManage && app.status === 'authorised' && <Switches seat={seat} settings={settings} onChanged={onChanged} />}
    </div>
  )
}

function GrantList(props: { permissions: readonly string[]; labels: Readonly<Record<string, string>> }): ReactNode {
  if (props.permissions.length === 0) return <p className="block-text">还没有自定义权限</p>
  return (
    <ul className="grants">
      {props.permissions.map((key) => (
        <li key={key}>
          {props.labels[key] ?? key}
          <small className="code">{key}</small>
        </li>
      ))}
    </ul>
  )
}

function Switches(props: { seat: string; settings: Settings; onChanged: () => Promise<void> }): ReactNode {
  const { seat, settings, onChanged } = props
  const { app } = settings
  const { act } = useDesk()
  const [leaving, setLeaving] = useState(false)
  const key = { seat, suiteId: app.suiteId }
  return (
    <div className="row">
      <Button
        onPress={async () => {
          await (app.disabled ? act('client.enable', key, '已启用') : act('client.disable', key, '已停用'))
          await onChanged()
        }}
      >
        {app.disabled ? '启用' : '停用'}
      </Button>
      <Button kind="danger" onPress={() => setLeaving(true)}>
        取消授权
      </Button>
      {leaving && (
        <Confirm
          title={`取消对「${app.name}」的授权？`}
          action="取消授权"
          onConfirm={async () => {
            await act('client.cancelAuth', key, '授权已取消')
            await onChanged()
          }}
          onClose={() => setLeaving(false)}
        >
          {app.corpName} 将不再使用这个应用，服务商会收到 <Code>cancel_auth</Code>
          ，须删除这家企业的数据。可以重新扫码授权。
        </Confirm>
      )}
    </div>
  )
}

import { useState, type ReactNode } from 'react'
import type { ProviderView } from '../../wecom/platform/views'
import { useDesk } from '../state/use-desk'
import { Button } from '../ui/button'
import { TextField } from '../ui/choice'
import { Fold } from '../ui/pieces'

/** 系统事件接收URL: licence and registration events of the provider itself, with keys of its own (wecom-api §4.1b). */
export function SystemUrlForm(props: { provider: ProviderView }): ReactNode {
  const { providerId, systemUrl } = props.provider
  const { act, tell } = useDesk()
  const [url, setUrl] = useState(systemUrl)
  const [token, setToken] = useState('')
  const [key, setKey] = useState('')
  const isNew = systemUrl === ''
  const filled = (value: string) => value.trim() !== ''
  const save = async () => {
    const answer = await act('console.saveSystemUrl', {
      providerId,
      callbackUrl: url.trim(),
      ...(filled(token) ? { token: token.trim() } : {}),
      ...(filled(key) ? { encodingAesKey: key.trim() } : {}),
    })
    if (!answer) return
    tell(
      answer.ok ? '系统事件地址验证通过，已保存' : `系统事件地址没有通过验证：${answer.note}`,
      answer.ok ? 'done' : 'failed',
    )
  }
  return (
    <Fold title={`系统事件接收URL（${isNew ? '未设置' : '已设置'}）`}>
      <TextField label="系统事件接收URL" type="url" value={url} onChange={setUrl} placeholder="http:// 或 https://" />
      <TextField
        label={isNew ? 'Token' : 'Token（留空不变）'}
        value={token}
        onChange={setToken}
        placeholder="1-32 位英文或数字"
      />
      <TextField
        label={isNew ? 'EncodingAESKey' : 'EncodingAESKey（留空不变）'}
        value={key}
        onChange={setKey}
        placeholder="43 位英文或数字"
      />
      <div className="row row-end">
        <Button small disabled={!filled(url) || (isNew && !(filled(token) && filled(key)))} onPress={save}>
          验证并保存
        </Button>
      </div>
    </Fold>
  )
}

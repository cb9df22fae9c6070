import { useState, type ReactNode } from 'react'
import { useDesk } from '../state/use-desk'
import { Button } from '../ui/button'
import { TextField } from '../ui/choice'
import { Code } from '../ui/pieces'

/** Saves a callback URL the way WeCom's console does: it asks the URL first, and saves only a right answer (wecom-api §1.5). */
export function CallbackForm(props: { suiteId: string; corpId?: string; callbackUrl: string }): ReactNode {
  const { suiteId, corpId, callbackUrl } = props
  const { act, tell } = useDesk()
  const [url, setUrl] = useState(callbackUrl)
  const [keys, setKeys] = useState<{ token: string; encodingAesKey: string }>()
  const save = async () => {
    const answer = await act('console.saveCallback', {
      suiteId,
      ...(corpId === undefined ? {} : { corpId }),
      callbackUrl: url.trim(),
    })
    if (!answer) return
    tell(answer.ok ? '回调地址验证通过，已保存' : `回调地址没有通过验证：${answer.note}`, answer.ok ? 'done' : 'failed')
    if (answer.ok) setKeys(answer)
  }
  return (
    <>
      <TextField label="回调地址" type="url" value={url} onChange={setUrl} placeholder="https://…" />
      {keys && (
        <dl className="facts">
          <dt>Token</dt>
          <dd>
            <Code>{keys.token}</Code>
          </dd>
          <dt>EncodingAESKey</dt>
          <dd>
            <Code>{keys.encodingAesKey}</Code>
          </dd>
        </dl>
      )}
      <div className="row row-end">
        <Button small disabled={url.trim() === ''} onPress={save}>
          验证并保存
        </Button>
      </div>
    </>
  )
}

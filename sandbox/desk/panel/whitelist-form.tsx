import { useState, type ReactNode } from 'react'
import { useDesk } from '../state/use-desk'
import { Button } from '../ui/button'
import { TextField } from '../ui/choice'
import { Fold } from '../ui/pieces'

/** The IP whitelist of a provider or, with `app`, of one customised app; it counts a minute after it was saved (WeCom 90455). */
export function WhitelistForm(props: {
  providerId: string
  app?: { suiteId: string; corpId: string }
  ips: readonly string[]
}): ReactNode {
  const { providerId, app, ips: saved } = props
  const { act } = useDesk()
  const [text, setText] = useState(saved.join(', '))
  const ips = text.split(/[\s,，;；]+/).filter((ip) => ip !== '')
  return (
    <Fold title={`IP 白名单（${saved.length === 0 ? '不限' : `${saved.length} 个`}）`}>
      <TextField label="允许的 IP，逗号分隔；留空不限" value={text} onChange={setText} placeholder="127.0.0.1" />
      <div className="row row-end">
        <Button
          small
          kind="main"
          onPress={() => act('whitelist.set', { providerId, ...app, ips }, 'IP 白名单已保存，一分钟后生效')}
        >
          保存
        </Button>
      </div>
    </Fold>
  )
}

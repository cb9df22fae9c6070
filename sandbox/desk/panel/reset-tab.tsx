import { useState, type ReactNode } from 'react'
import { resetDesk } from '../state/reset-desk'
import { useDesk } from '../state/use-desk'
import { Button } from '../ui/button'
import { TextField } from '../ui/choice'
import { Confirm } from '../ui/confirm'
import { Block } from '../ui/pieces'

/** 重置: keeping and bringing back the stand-in's world, and starting anew. */
export function ResetTab(): ReactNode {
  const { world, act, tell, config } = useDesk()
  const [name, setName] = useState('')
  const [asking, setAsking] = useState(false)
  const snapshots = world?.snapshots ?? []
  const startAnew = async () => {
    const stores = [window.localStorage, window.sessionStorage]
    const outcome = await resetDesk({ fetch: window.fetch.bind(window), stores, config })
    if (outcome.ok) window.location.reload()
    else tell(outcome.reason, 'failed')
  }
  return (
    <>
      <Block title="存一份企业微信的现状">
        <TextField label="名称" value={name} onChange={setName} placeholder="例如 授权之前" />
        <div className="row row-end">
          <Button
            small
            kind="main"
            disabled={name.trim() === ''}
            onPress={async () => {
              const kept = await act('snapshot', { name: name.trim() }, `已存为「${name.trim()}」`)
              if (kept) setName('')
            }}
          >
            存下
          </Button>
        </div>
        <ul className="lines">
          {snapshots.map((snapshot) => (
            <li key={snapshot} className="line">
              <span className="line-main">
                <b>{snapshot}</b>
              </span>
              <Button small onPress={() => act('restore', { name: snapshot }, `已回到「${snapshot}」`)}>
                回到这里
              </Button>
            </li>
          ))}
        </ul>
        <p className="block-text">只影响替身这一侧：合契记住的东西不变，正好看它怎样发现两边不一致。</p>
      </Block>
      <Block title="从头开始">
        <p className="block-text">企业微信替身、合契的数据和这张桌面（登录、相册、消息）都回到第一次启动时的样子。</p>
        <div className="row">
          <Button kind="danger" onPress={() => setAsking(true)}>
            全部重来
          </Button>
        </div>
      </Block>
      {asking && (
        <Confirm title="全部重来？" action="重来" onConfirm={startAnew} onClose={() => setAsking(false)}>
          故事回到第一步。已经做过的授权、权限、评价和相册里的图片都会消失，不能恢复。
        </Confirm>
      )}
    </>
  )
}

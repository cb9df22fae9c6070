import { useState, type ReactNode } from 'react'
import type { ProviderView } from '../../wecom/platform/views'
import { asText, usePersisted } from '../state/persisted'
import { useDesk } from '../state/use-desk'
import { Button } from '../ui/button'
import { Segments, TextField } from '../ui/choice'
import { Block, Code, Empty, Fold } from '../ui/pieces'
import { AppCard } from './app-card'
import { SuiteCard } from './suite-card'
import { SystemUrlForm } from './system-url-form'
import { WhitelistForm } from './whitelist-form'

/** 服务商后台: the clicks a provider makes in WeCom's console, for which there is no API. */
export function ProviderTab(): ReactNode {
  const { world } = useDesk()
  const [wished, choose] = usePersisted('panel/provider', '', asText)
  const provider = world?.providers.find((candidate) => candidate.providerId === wished) ?? world?.providers[0]
  if (!world || !provider) return <Empty title="还没有服务商" />
  const apps = provider.suites
    .filter((suite) => suite.kind === 'template')
    .flatMap((suite) => suite.apps)
    .filter((app) => app.status === 'authorised')
  return (
    <>
      <Segments
        label="服务商"
        value={provider.providerId}
        options={world.providers.map((candidate) => ({ value: candidate.providerId, label: candidate.name }))}
        onChoose={choose}
      />
      <Block title="代开发应用">
        {apps.length === 0 ? (
          <p className="block-text">还没有企业授权。客户在手机上确认授权以后，应用会出现在这里。</p>
        ) : (
          apps.map((app) => <AppCard key={`${app.suiteId}${app.corpId}`} app={app} />)
        )}
      </Block>
      <Block title="应用与模板">
        {provider.suites.map((suite) => (
          <SuiteCard key={suite.suiteId} suite={suite} />
        ))}
        <NewTemplate provider={provider} />
      </Block>
      <Block title="服务商信息">
        <dl className="facts">
          <dt>corpid</dt>
          <dd>
            <Code>{provider.corpId}</Code>
          </dd>
          <dt>provider_secret</dt>
          <dd>
            <Code>{provider.secret}</Code>
          </dd>
        </dl>
        <SystemUrlForm key={`system ${provider.providerId}`} provider={provider} />
        <WhitelistForm key={provider.providerId} providerId={provider.providerId} ips={provider.whitelist} />
      </Block>
    </>
  )
}

function NewTemplate(props: { provider: ProviderView }): ReactNode {
  const { provider } = props
  const { act, world } = useDesk()
  const [name, setName] = useState('')
  const [made, setMade] = useState<{ suiteId: string; secret: string; token: string; encodingAesKey: string }>()
  const create = async () => {
    const template = await act(
      'console.createTemplate',
      { providerId: provider.providerId, name },
      `已创建模板「${name}」`,
    )
    if (!template) return
    setMade(template)
    setName('')
  }
  return (
    <Fold title="新建代开发模板">
      <TextField label="模板名称" value={name} onChange={setName} placeholder="例如 门店排班" />
      <div className="row row-end">
        <Button small kind="main" disabled={name.trim() === ''} onPress={create}>
          创建
        </Button>
      </div>
      {made && (
        <div className="once" role="status">
          <p>密钥只显示这一次，请登记到合契。回调地址的前缀是 {world?.callbackBase}。</p>
          <dl className="facts">
            <dt>模板 ID</dt>
            <dd>
              <Code>{made.suiteId}</Code>
            </dd>
            <dt>Secret</dt>
            <dd>
              <Code>{made.secret}</Code>
            </dd>
            <dt>Token</dt>
            <dd>
              <Code>{made.token}</Code>
            </dd>
            <dt>EncodingAESKey</dt>
            <dd>
              <Code>{made.encodingAesKey}</Code>
            </dd>
          </dl>
        </div>
      )}
    </Fold>
  )
}

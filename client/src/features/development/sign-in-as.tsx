import { useQuery as useAsk } from '@tanstack/react-query'
import { useState } from 'react'
import type { ProviderId, SuiteId } from '@shared/wecom/ids'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Text } from '../../components/box'
import { Loaded } from '../../components/state-view'
import { TextField } from '../../components/text-field'
import { apiOrigin, setDevelopmentOrigin } from '../../platform/environment'
import { queryClient } from '../../platform/query'
import { listStanders, signInAs, type Stander } from '../../platform/sign-in-as'

export interface SignInAsProps {
  provider: ProviderId
  suiteId: SuiteId
  wecomUrl: string
  onDone: () => void
}

/** Development builds against the stand-in: be anybody of its world. A production bundle does not hold this. */
export function SignInAs({ provider, suiteId, wecomUrl, onDone }: SignInAsProps) {
  const standers = useAsk({ queryKey: ['standers', wecomUrl], queryFn: () => listStanders(wecomUrl) })
  const [error, setError] = useState<string>()
  const enter = (who: Stander) =>
    signInAs(wecomUrl, provider, suiteId, who).then(onDone, (fault: Error) => setError(fault.message))
  return (
    <Card title="开发版：以某人身份登录">
      {error && <Text>{error}</Text>}
      <Loaded reading={standers}>
        {(people) =>
          people.map((who) => (
            <Button key={`${who.corpId}|${who.userId}`} wide onPress={() => enter(who)}>
              {`${who.corpName} · ${who.name}（${who.title}）`}
            </Button>
          ))
        }
      </Loaded>
    </Card>
  )
}

/** Development builds: which functions to talk to. */
export function OriginField() {
  const [origin, setOrigin] = useState(apiOrigin)
  return (
    <Card title="开发版：服务地址">
      <TextField label="服务地址" value={origin} onChange={setOrigin} kind="url" />
      <Button
        onPress={() => {
          setDevelopmentOrigin(origin)
          void queryClient.resetQueries()
        }}
      >
        使用这个地址
      </Button>
    </Card>
  )
}

import { useEffect, useState } from 'react'
import type { ProviderId } from '@shared/wecom/ids'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Choice } from '../../components/choice'
import { FaultState } from '../../components/state-view'
import { Text } from '../../components/box'
import type { Place } from '../../platform/place'
import { beginBrowserSignIn, mayBeginByItself, type BrowserWay } from '../../platform/sign-in'

const WORDS: Readonly<Record<BrowserWay, { title: string; about: string; act: string }>> = {
  webLogin: {
    title: '服务商员工',
    about: '用企业微信扫码登录工作台，管理邀请、客户和应用。',
    act: '用企业微信扫码登录',
  },
  oauth: {
    title: '客户企业的管理员或成员',
    about: '企业微信会确认您是哪家企业的哪位成员，我们不会得到您的姓名和手机号。',
    act: '用企业微信登录',
  },
}

export interface BrowserSignInProps {
  provider: ProviderId | undefined
  /** Where the stand-in names several. */
  choices?: readonly { id: ProviderId; name: string }[]
  ways: readonly BrowserWay[]
  toOf: (way: BrowserWay) => Place
}

/** The ways into the app from a browser; each leaves for WeCom's own page and comes back. */
export function BrowserSignIn({ provider, choices = [], ways, toOf }: BrowserSignInProps) {
  const [chosen, setChosen] = useState(provider ?? choices[0]?.id)
  const [error, setError] = useState<unknown>()
  const only = ways.length === 1 ? ways[0] : undefined
  useEffect(() => {
    if (provider && only === 'oauth' && mayBeginByItself())
      beginBrowserSignIn(provider, only, toOf(only)).catch(setError)
  }, [provider, only, toOf])
  const begin = (way: BrowserWay) =>
    chosen === undefined ? Promise.resolve() : beginBrowserSignIn(chosen, way, toOf(way)).catch(setError)
  return (
    <>
      {error !== undefined && <FaultState error={error} level={2} />}
      {choices.length > 1 && (
        <Choice
          label="服务商"
          options={choices.map(({ id, name }) => ({ value: id, words: name }))}
          value={chosen ?? ''}
          onChange={(value) => setChosen(choices.find(({ id }) => id === value)?.id)}
        />
      )}
      {ways.map((way, at) => (
        <Card key={way} title={WORDS[way].title}>
          <Text>{WORDS[way].about}</Text>
          <Button look={at === 0 ? 'primary' : 'secondary'} wide disabled={!chosen} onPress={() => begin(way)}>
            {WORDS[way].act}
          </Button>
        </Card>
      ))}
    </>
  )
}

import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ProviderId, SuiteId } from '@shared/wecom/ids'
import { FaultState, Loading } from '../../components/state-view'
import { signInWithWeCom } from '../../platform/sign-in'

/** Signs in by itself inside WeCom; asks only when something went wrong. */
export function MiniProgramSignIn(props: { provider: ProviderId; suiteId: SuiteId; onDone: () => void }) {
  const { provider, suiteId, onDone } = props
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => signInWithWeCom(provider, suiteId),
    onSuccess: onDone,
  })
  useEffect(() => mutate(), [mutate])
  if (error && !isPending) return <FaultState error={error} onRetry={() => mutate()} level={2} />
  return <Loading label="正在用企业微信登录" />
}

import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link } from '../../components/link'
import { FaultState, Loading } from '../../components/state-view'
import { finishBrowserSignIn } from '../../platform/sign-in'

/** Back from WeCom with a code: trades it once and goes on to where she wanted to be. */
export function BrowserReturn(props: { code: string; state: string; onDone: (to: string) => void }) {
  const { code, state, onDone } = props
  const { mutate, error } = useMutation({
    mutationFn: () => finishBrowserSignIn(code, state),
    onSuccess: ({ to }) => onDone(to),
  })
  useEffect(() => mutate(), [mutate])
  if (!error) return <Loading label="正在登录" />
  return (
    <>
      <FaultState error={error} level={2} />
      <Link look="primary" wide to={{ route: '/pages/sign-in/index' }} replace>
        重新登录
      </Link>
    </>
  )
}

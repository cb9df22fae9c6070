import { useState } from 'react'
import * as v from 'valibot'
import { linkToken } from '@shared/contract/fields'
import { Box } from '../../components/box'
import { Card } from '../../components/card'
import { Link } from '../../components/link'
import { PhonePage } from '../../components/page-frame/phone'
import { Loaded, StateView } from '../../components/state-view'
import { TimeText } from '../../components/time-text'
import { useReviewCase, type ReviewLink } from '../../features/review/reads'
import { RefusalView } from '../../features/review/refusal-view'
import { ReviewForm, type ReviewCase } from '../../features/review/review-form'
import { asProviderId } from '../../features/session/use-provider'
import { apiOrigin } from '../../platform/environment'
import { replace, useQuery } from '../../platform/navigate'
import { pathOf } from '../../platform/place'
import { reviewPlace, solutionPlace } from '../../platform/scan'
import { useMe } from '../../platform/session'
import { useShare } from '../../platform/share'

/** Where a customer's admin reviews a solution: read by anyone with the link, written by whoever can prove her role. */
export default function ReviewPage() {
  const query = useQuery()
  const provider = asProviderId(query.provider)
  const token = v.safeParse(linkToken, query.token)
  if (provider && token.success) return <Review link={{ provider, token: token.output }} />
  return (
    <PhonePage title="链接不完整">
      <StateView
        icon="link"
        title="没认出这份评价邀请"
        action={
          <Link look="primary" to={{ route: '/pages/scan/index' }} replace>
            重新扫码或粘贴链接
          </Link>
        }
      >
        链接里少了一段，可能是复制时被截断了。请向发给您的人再要一次。
      </StateView>
    </PhonePage>
  )
}

function Review({ link }: { link: ReviewLink }) {
  const reading = useReviewCase(link)
  const found = reading.data
  useShare(found ? `请评价“${found.solution.name}”` : '客户评价', reviewPlace(link.provider, link.token))
  return (
    <PhonePage
      title={found ? `评价“${found.solution.name}”` : '写评价'}
      eyebrow={found && `${found.provider.name} 的邀请`}
      lead={found?.solution.overview}
    >
      <Loaded reading={reading}>
        {(data) => <Stage link={link} found={data} onRetry={() => reading.refetch()} />}
      </Loaded>
    </PhonePage>
  )
}

interface StageProps {
  link: ReviewLink
  found: ReviewCase
  onRetry: () => Promise<unknown>
}

function Stage({ link, found, onRetry }: StageProps) {
  const me = useMe()
  // What the server refused while writing, until it is looked at anew.
  const [refused, setRefused] = useState<string>()
  const refusal = found.refusal ?? refused
  if (refusal !== undefined) {
    return (
      <RefusalView
        refusal={refusal}
        link={link}
        found={found}
        isStaff={me?.side === 'staff'}
        address={`${apiOrigin()}/r/${link.provider}/${link.token}`}
        onRetry={() => onRetry().then(() => setRefused(undefined))}
      />
    )
  }
  // A session that ended a moment ago counts as signed out; what was typed is kept on the device.
  if (!found.isSignedIn || !me) return <SignInFirst link={link} found={found} />
  return (
    <ReviewForm
      link={link}
      found={found}
      onRefused={setRefused}
      onWritten={() => {
        const page = solutionPlace(link.provider, found.solution.id)
        void replace({ ...page, query: { ...page.query, written: '1' } })
      }}
    />
  )
}

function SignInFirst({ link, found }: Omit<StageProps, 'onRetry'>) {
  const to = pathOf(reviewPlace(link.provider, link.token))
  return (
    <>
      <Card title="请您来评价">
        <Box>
          {`${found.provider.name}想请贵公司评价“${found.appName}”用下来怎么样。评价由您决定写什么，提交后公开展示。`}
        </Box>
        <Box>只有公司里授权过应用的人或应用管理员能写，所以要先用企业微信登录。我们不会得到您的手机号。</Box>
        <Box>
          邀请有效到 <TimeText at={found.expiresAt} />。
        </Box>
      </Card>
      <Link
        id="sign-in"
        look="primary"
        wide
        to={{ route: '/pages/sign-in/index', query: { provider: link.provider, to } }}
      >
        用企业微信登录后写评价
      </Link>
    </>
  )
}

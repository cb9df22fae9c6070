import * as v from 'valibot'
import type { OutputOf } from '@shared/contract/define'
import { localId } from '@shared/contract/fields'
import type { page } from '@shared/contract/solution'
import type { ProviderId } from '@shared/wecom/ids'
import { Box, Text } from '../../components/box'
import { Button } from '../../components/button'
import { CopyButton } from '../../components/copy-button'
import { Link } from '../../components/link'
import { PhonePage } from '../../components/page-frame/phone'
import { Pager } from '../../components/pager'
import { isFault, Loaded, StateView } from '../../components/state-view'
import { TimeText } from '../../components/time-text'
import { ReviewList } from '../../features/review/review-list'
import { Rating } from '../../features/review/stars'
import { WrittenStrip } from '../../features/review/written-strip'
import { asProviderId } from '../../features/session/use-provider'
import { Promotion } from '../../features/solution/promotion'
import { PublicPage } from '../../features/solution/public-page'
import { useSolutionPage } from '../../features/solution/reads'
import { useAddress } from '../../platform/address'
import { apiOrigin } from '../../platform/environment'
import { useQuery } from '../../platform/navigate'
import { solutionPlace } from '../../platform/scan'
import { useShare } from '../../platform/share'

interface At {
  readonly provider: ProviderId
  readonly id: string
}

/** A solution's promotion page: public, with what customers wrote and on what proof. */
export default function SolutionPage() {
  const query = useQuery()
  const provider = asProviderId(query.provider)
  const id = v.safeParse(localId, query.id)
  if (provider && id.success) {
    return <Solution at={{ provider, id: id.output }} isWritten={query.written !== undefined} />
  }
  return (
    <PhonePage title="链接不完整">
      <StateView icon="link" title="没认出是哪个方案" action={toScan}>
        链接里少了一段，可能是复制时被截断了。请向发给您的人再要一次。
      </StateView>
    </PhonePage>
  )
}

const toScan = (
  <Link look="primary" to={{ route: '/pages/scan/index' }} replace>
    扫码或粘贴链接
  </Link>
)

function Solution({ at, isWritten }: { at: At; isWritten: boolean }) {
  const [address, setAddress] = useAddress(['cursor'])
  const { cursor = '' } = address
  const reading = useSolutionPage(at, cursor)
  const { data } = reading
  useShare(data ? `${data.name}：${data.overview}` : '方案', solutionPlace(at.provider, at.id))
  if (isFault(reading.error, 'NOT_FOUND') && !data) return <NotPublic isWritten={isWritten} />
  if (!data) {
    return (
      <PublicPage title="方案">
        <Loaded reading={reading} rows={8}>
          {() => null}
        </Loaded>
      </PublicPage>
    )
  }
  return (
    <PublicPage title={data.name} action={<Share at={at} data={data} />}>
      {isWritten && <WrittenStrip />}
      <Loaded reading={reading}>
        {(fresh) => (
          <Promotion
            providerName={fresh.provider.name}
            name={fresh.name}
            overview={fresh.overview}
            text={fresh.text}
            apps={fresh.linkedApps.map((app) => app.name)}
            rating={<Rating average={fresh.starAverage} count={fresh.reviewCount} />}
          >
            {fresh.reviews.length === 0 ? (
              <Text>还没有客户评价。评价由用过的企业自己写，并写明凭什么身份代表企业。</Text>
            ) : (
              <>
                <ReviewList label="客户评价" reviews={fresh.reviews} />
                <Pager
                  onFirst={cursor === '' ? undefined : () => setAddress({ cursor: '' })}
                  onNext={fresh.cursor === undefined ? undefined : () => setAddress({ cursor: fresh.cursor ?? '' })}
                />
              </>
            )}
          </Promotion>
        )}
      </Loaded>
    </PublicPage>
  )
}

function Share({ at, data }: { at: At; data: OutputOf<typeof page> }) {
  return (
    <>
      {process.env.TARO_ENV === 'weapp' ? (
        <Button icon="share" share>
          转发给同事
        </Button>
      ) : (
        <CopyButton text={`${apiOrigin()}/s/${at.provider}/${at.id}`}>复制链接分享</CopyButton>
      )}
      <Box>
        {`由${data.provider.name}发布于 `}
        <TimeText at={data.publishedAt} />
      </Box>
    </>
  )
}

/** Not there, or not public: the same answer for everybody; her own review is not lost. */
function NotPublic({ isWritten }: { isWritten: boolean }) {
  return isWritten ? (
    <PhonePage title="评价已提交">
      <StateView
        icon="check-circle"
        title="谢谢您的评价"
        action={
          <Link look="primary" to={{ route: '/customer/inbox/index' }} replace>
            回到待办
          </Link>
        }
      >
        评价已经保存。服务商还没有公开方案页，公开后您的评价会展示在上面。
      </StateView>
    </PhonePage>
  ) : (
    <PhonePage title="方案没有公开">
      <StateView icon="search" title="看不到这个方案" action={toScan}>
        它可能还没有发布，已经下线，或链接不完整。请向发给您的人确认。
      </StateView>
    </PhonePage>
  )
}

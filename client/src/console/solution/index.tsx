import type { ReactNode } from 'react'
import type { SuiteView } from '@shared/contract/registry'
import type { Me } from '@shared/contract/session'
import type { ReviewInvitationView, ReviewView, SolutionView } from '@shared/contract/solution'
import { Box } from '../../components/box'
import { Card } from '../../components/card'
import { FaultState, Loaded, Loading } from '../../components/state-view'
import { toast } from '../../components/toast'
import { useRegistry } from '../../features/registry/reads'
import { InvitationList } from '../../features/review/invitation-list'
import { InviteReview } from '../../features/review/invite-review'
import { ReviewList } from '../../features/review/review-list'
import { Rating } from '../../features/review/stars'
import { RequireSession } from '../../features/session/require-session'
import { StaffPage } from '../../features/shell/console'
import { PhonePreview, Promotion } from '../../features/solution/promotion'
import { PublishCard } from '../../features/solution/publish-card'
import { useSolution } from '../../features/solution/reads'
import { SolutionForm, type LinkableApp } from '../../features/solution/solution-form'
import { useEditor } from '../../features/solution/use-editor'
import { replace, useQuery } from '../../platform/navigate'
import type { Place } from '../../platform/place'

const PARENT = { place: { route: '/console/solutions/index' }, words: '方案' } as const

/** Writing a solution, with its promotion page beside it and its customers' reviews below. */
export default function SolutionPage() {
  const { id = '' } = useQuery()
  const here: Place = { route: '/console/solution/index', query: { id } }
  return (
    <RequireSession side="staff" here={here}>
      {(me) => <Read me={me} here={here} id={id} />}
    </RequireSession>
  )
}

interface At {
  me: Me
  here: Place
}

function Read({ me, here, id }: At & { id: string }) {
  const reading = useSolution(id)
  const registry = useRegistry()
  const error = reading.error ?? registry.error
  if (!registry.data || (id !== '' && !reading.data)) {
    const retry = () => void Promise.all([reading.refetch(), registry.refetch()])
    return (
      <StaffPage me={me} here={here} title="方案" parent={PARENT}>
        {error ? <FaultState error={error} onRetry={retry} /> : <Loading rows={6} />}
      </StaffPage>
    )
  }
  return (
    <Edit
      me={me}
      here={here}
      suites={registry.data.suites}
      solution={reading.data?.solution}
      refetch={() => reading.refetch().then(({ data }) => data?.solution)}
    >
      {reading.data && (
        <Loaded reading={reading}>
          {({ solution, invitations, reviews }) => (
            <Reviews solution={solution} invitations={invitations} reviews={reviews} />
          )}
        </Loaded>
      )}
    </Edit>
  )
}

interface EditProps extends At {
  suites: readonly SuiteView[]
  solution: SolutionView | undefined
  refetch: () => Promise<SolutionView | undefined>
  children: ReactNode
}

function Edit({ me, here, suites, solution, refetch, children }: EditProps) {
  const editor = useEditor(solution, refetch)
  const apps = linkable(suites, solution)
  const save = async () => {
    const saved = await editor.save()
    if (!saved) return
    toast('已保存')
    if (!solution) await replace({ route: '/console/solution/index', query: { id: saved.id } })
  }
  const { draft } = editor
  return (
    <StaffPage
      me={me}
      here={here}
      title={solution ? solution.name : '新建方案'}
      parent={PARENT}
      aside={
        <>
          {solution && <PublishCard me={me} solution={solution} isDirty={editor.isDirty} />}
          <PhonePreview>
            <Promotion
              level={3}
              providerName={me.provider.name}
              name={draft.name}
              overview={draft.overview}
              text={draft.text}
              apps={apps.filter((app) => draft.linkedApps.includes(app.suiteId)).map((app) => app.name)}
              rating={<Rating average={solution?.starAverage} count={solution?.reviewCount ?? 0} />}
            />
          </PhonePreview>
        </>
      }
    >
      <SolutionForm editor={editor} apps={apps} isPublished={solution?.published !== undefined} onSave={save} />
      {children}
    </StaffPage>
  )
}

/** What can be linked: the provider's customer apps, and whatever is linked already. */
function linkable(suites: readonly SuiteView[], solution: SolutionView | undefined): readonly LinkableApp[] {
  const known = suites
    .filter((suite) => suite.use === 'customer')
    .map(({ suiteId, name, launched, reason }) => ({
      suiteId,
      name,
      note: launched.value ? reason : '还没有在企业微信服务商后台上线，客户暂时装不了',
    }))
  const gone = (solution?.linkedApps ?? []).filter((app) => !known.some(({ suiteId }) => suiteId === app.suiteId))
  return [...known, ...gone.map((app) => ({ ...app, note: '不在应用列表里了' }))]
}

interface ReviewsProps {
  solution: SolutionView
  invitations: readonly ReviewInvitationView[]
  reviews: readonly ReviewView[]
}

function Reviews({ solution, invitations, reviews }: ReviewsProps) {
  return (
    <>
      <Card title="邀请客户评价">
        <Box>填客户的企业 ID，得到一个评价链接和二维码。只有这家企业里有身份凭证的管理员能写，写好立即展示。</Box>
        <InviteReview solution={solution} onInvited={() => toast('评价链接已生成')} />
        {invitations.length > 0 && <InvitationList invitations={invitations} />}
      </Card>
      <Card
        title="客户评价"
        aside={reviews.length > 0 && <Rating average={solution.starAverage} count={solution.reviewCount} />}
      >
        {reviews.length === 0 ? (
          <Box>还没有评价。评价由客户自己写，我们不能代写、修改或删除。</Box>
        ) : (
          <ReviewList label="客户评价" reviews={reviews} />
        )}
      </Card>
    </>
  )
}

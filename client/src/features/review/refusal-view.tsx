import { Box, Text } from '../../components/box'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { CopyButton } from '../../components/copy-button'
import { Link } from '../../components/link'
import { StateView } from '../../components/state-view'
import { restart } from '../../platform/navigate'
import { pathOf, type Place } from '../../platform/place'
import { reviewPlace, solutionPlace } from '../../platform/scan'
import { signOut } from '../../platform/sign-in'
import type { ReviewLink } from './reads'
import { askAgainText, refusalWords, type WayOut } from './refusal'
import type { ReviewCase } from './review-form'
import { ReviewBody } from './review-list'
import styles from './review.module.scss'

export interface RefusalViewProps {
  refusal: string
  link: ReviewLink
  found: ReviewCase
  isStaff: boolean
  /** Address to hand to somebody else. */
  address: string
  onRetry: () => Promise<unknown>
}

/** Why she may not write, and what can be done about it; what was written already is shown. */
export function RefusalView({ refusal, link, found, isStaff, address, onRetry }: RefusalViewProps) {
  const { icon, title, why, ways } = refusalWords(refusal, found.provider.name, isStaff)
  const ask = askAgainText(refusal, found.solution.name)
  return (
    <>
      <StateView icon={icon} title={title} isDone={refusal === 'alreadyWritten'}>
        {why}
      </StateView>
      {found.review && (
        <Card title="已经公开的评价">
          <ReviewBody review={found.review} />
        </Card>
      )}
      {ways.includes('askProvider') && (
        <Text selectable className={styles.quote}>
          {ask}
        </Text>
      )}
      <Box className={styles.form}>
        {ways.map((way, at) => (
          <Way key={way} way={way} isFirst={at === 0} {...{ link, found, ask, address, onRetry }} />
        ))}
      </Box>
    </>
  )
}

interface WayProps extends Pick<RefusalViewProps, 'link' | 'found' | 'address' | 'onRetry'> {
  way: WayOut
  isFirst: boolean
  ask: string
}

function Way({ way, isFirst, link, found, ask, address, onRetry }: WayProps) {
  const look = isFirst ? 'primary' : 'secondary'
  switch (way) {
    case 'askProvider':
      return (
        <CopyButton text={ask} look={look} wide>
          复制这段话
        </CopyButton>
      )
    case 'seeSolution':
      return (
        <Link look={look} wide to={solutionPlace(link.provider, found.solution.id)}>
          看方案页
        </Link>
      )
    case 'signInAsOther':
      return (
        <Button look={look} wide onPress={() => signInAnew(reviewPlace(link.provider, link.token))}>
          换个身份登录
        </Button>
      )
    case 'forward':
      return (
        <CopyButton text={address} look={look} wide>
          复制评价链接转给同事
        </CopyButton>
      )
    case 'tryAgain':
      return (
        <Button look={look} wide icon="refresh" onPress={onRetry}>
          再检查一次
        </Button>
      )
    case 'inbox':
      return (
        <Link look={look} wide to={{ route: '/customer/inbox/index' }}>
          去看待办
        </Link>
      )
    default:
      return null
  }
}

/** Signs out here and leads to signing in, with the way back. */
export const signInAnew = (to: Place): Promise<void> => signOut().then(goSignIn(to), goSignIn(to))

const goSignIn = (to: Place) => () =>
  restart({ route: '/pages/sign-in/index', query: { to: pathOf(to), provider: to.query?.provider } })

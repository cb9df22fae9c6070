import { useState } from 'react'
import * as v from 'valibot'
import { invite } from '@shared/contract/review'
import type { ReviewInvitationView, SolutionView } from '@shared/contract/solution'
import { Box } from '../../components/box'
import { Button } from '../../components/button'
import { Choice } from '../../components/choice'
import { FaultState, isFault } from '../../components/state-view'
import { TextField } from '../../components/text-field'
import { serverFaults } from '../../platform/field-faults'
import { useInviteReview } from './reads'
import styles from './review.module.scss'

const corpFault = (plainCorpId: string): string | undefined => {
  const parsed = v.safeParse(invite.input.entries.plainCorpId, plainCorpId)
  return parsed.success ? undefined : parsed.issues[0].message
}

/** Names the customer by the corp id she reads in her own console (S0-21). */
export function InviteReview({
  solution,
  onInvited,
}: {
  solution: SolutionView
  onInvited: (made: ReviewInvitationView) => void
}) {
  const [chosen, setChosen] = useState(solution.linkedApps[0]?.suiteId)
  const [plainCorpId, setPlainCorpId] = useState('')
  const [isTried, setTried] = useState(false)
  const asking = useInviteReview()
  // An app may have been unlinked since.
  const suiteId = solution.linkedApps.find((app) => app.suiteId === chosen)?.suiteId ?? solution.linkedApps[0]?.suiteId
  const server = serverFaults(asking.error)
  const send = async () => {
    setTried(true)
    if (!suiteId || corpFault(plainCorpId)) return
    const made = await asking
      .mutateAsync({ solutionId: solution.id, suiteId, plainCorpId })
      // What went wrong is shown below.
      .catch(() => undefined)
    if (!made) return
    setPlainCorpId('')
    setTried(false)
    onInvited(made)
  }
  return (
    <Box as="form" className={styles.invite}>
      {solution.linkedApps.length > 1 && (
        <Choice
          label="评价哪个应用"
          value={suiteId ?? ''}
          options={solution.linkedApps.map((app) => ({ value: app.suiteId, words: app.name }))}
          onChange={(value) => setChosen(solution.linkedApps.find((app) => app.suiteId === value)?.suiteId)}
        />
      )}
      <TextField
        id="plain-corp-id"
        label="客户的企业 ID"
        value={plainCorpId}
        onChange={setPlainCorpId}
        onSubmit={() => void send()}
        error={isTried ? (corpFault(plainCorpId) ?? server.plainCorpId ?? server.suiteId) : undefined}
        hint="请客户在企业微信管理后台“我的企业”最下方复制给您，通常以 ww 开头。"
      />
      {asking.error && !(isFault(asking.error, 'INVALID_INPUT') && Object.keys(server).length > 0) && (
        <FaultState error={asking.error} />
      )}
      <Box className={styles.buttons}>
        <Button id="invite-review" icon="plus" disabled={!suiteId} onPress={send}>
          生成评价链接
        </Button>
      </Box>
    </Box>
  )
}

import { useState } from 'react'
import type { open } from '@shared/contract/review'
import type { OutputOf } from '@shared/contract/define'
import type { ReviewView } from '@shared/contract/solution'
import { REVIEW_TEXT } from '@shared/domain/review/states'
import { Box } from '../../components/box'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { FaultState, isFault } from '../../components/state-view'
import { TextField } from '../../components/text-field'
import { refusalOf, serverFaults } from '../../platform/field-faults'
import { draftFaults } from './draft-faults'
import { forgetDraft, keepDraft, keptDraft, type ReviewDraft } from './kept-draft'
import { useWriteReview, type ReviewLink } from './reads'
import { ProofBadge } from './review-list'
import { StarField } from './star-field'
import styles from './review.module.scss'

export type ReviewCase = OutputOf<typeof open>

export interface ReviewFormProps {
  link: ReviewLink
  found: ReviewCase
  onWritten: (review: ReviewView) => void
  /** The server refused for a reason that has a page of its own. */
  onRefused: (reason: string) => void
}

/** Stars, words, and how she wants to be called; everything typed stays until it was taken. */
export function ReviewForm({ link, found, onWritten, onRefused }: ReviewFormProps) {
  const { id } = found.solution
  const [draft, setDraft] = useState<ReviewDraft>(() => keptDraft(id))
  const [isTried, setTried] = useState(false)
  const write = useWriteReview()
  const faults = isTried ? { ...serverFaults(write.error), ...draftFaults(draft) } : {}
  const change = (changed: Partial<ReviewDraft>) => {
    const next = { ...draft, ...changed }
    setDraft(next)
    keepDraft(id, next)
  }
  const send = async () => {
    setTried(true)
    const { stars, text, byName } = draft
    if (stars === undefined || Object.keys(draftFaults(draft)).length > 0) return
    await write
      .mutateAsync({ ...link, stars, text, ...(byName.trim() === '' ? {} : { byName }) })
      .then((review) => {
        forgetDraft(id)
        onWritten(review)
      })
      .catch((error: unknown) => {
        const reason = refusalOf(error)
        if (reason !== undefined) onRefused(reason)
      })
  }
  const isField = isFault(write.error, 'INVALID_INPUT') && Object.keys(serverFaults(write.error)).length > 0
  return (
    <Box as="form" className={styles.form}>
      <Card title="您的评价">
        <StarField label="总体评分" value={draft.stars} onChange={(stars) => change({ stars })} error={faults.stars} />
        <TextField
          id="review-text"
          label="用下来怎么样"
          multiline
          max={REVIEW_TEXT.max}
          value={draft.text}
          onChange={(text) => change({ text })}
          error={faults.text}
          hint={`${REVIEW_TEXT.min} 到 ${REVIEW_TEXT.max} 字。写用在哪里、解决了什么；会公开展示，请不要写手机号和网址。`}
        />
        <TextField
          id="review-name"
          label="怎么称呼您"
          optional
          max={20}
          value={draft.byName}
          onChange={(byName) => change({ byName })}
          error={faults.byName}
          hint="例如“王经理”。不填则显示“管理员”加编号后四位。"
        />
      </Card>
      {found.proof && (
        <Card title="会一起展示">
          <Box className={styles.who}>
            {found.corpName ?? '贵公司'}
            <ProofBadge proof={found.proof} />
          </Box>
          <Box className={styles.soft}>
            徽章写明您凭什么代表公司评价，来自企业微信的记录。提交后立即公开，每家公司对每个应用写一条。
          </Box>
        </Card>
      )}
      {write.error && !isField && <FaultState error={write.error} />}
      <Button id="write-review" look="primary" wide onPress={send}>
        提交评价
      </Button>
    </Box>
  )
}

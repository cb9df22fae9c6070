import { useState } from 'react'
import type { Me } from '@shared/contract/session'
import type { SolutionView } from '@shared/contract/solution'
import { Box, Text } from '../../components/box'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { ConfirmSheet } from '../../components/confirm-sheet'
import { CopyButton } from '../../components/copy-button'
import { Link } from '../../components/link'
import { QrSheet } from '../../components/qr-sheet'
import { StateChip } from '../../components/state-chip'
import { TimeText } from '../../components/time-text'
import { solutionPlace } from '../../platform/scan'
import { usePublishSolution } from './reads'
import styles from './solution.module.scss'

export interface PublishCardProps {
  me: Me
  solution: SolutionView
  /** Something is written that is not saved. */
  isDirty: boolean
}

/** Publishing our own promotion page, and what to share once it is there. */
export function PublishCard({ me, solution, isDirty }: PublishCardProps) {
  return solution.published ? (
    <Published me={me} solution={solution} publishedAt={solution.published.at} />
  ) : (
    <Unpublished me={me} solution={solution} isDirty={isDirty} />
  )
}

function Unpublished({ me, solution, isDirty }: PublishCardProps) {
  const [isAsking, setAsking] = useState(false)
  const publish = usePublishSolution()
  const isOperator = me.roles.includes('operator')
  const mayPublish = isOperator || me.roles.includes('owner')
  return (
    <Card title="推广页" aside={<StateChip mood="waiting" word="未发布" />}>
      <Box className={styles.soft}>
        {mayPublish
          ? '发布后，任何人都能打开推广页，客户评价写好就展示。'
          : '发布由负责人来做。内容准备好后，请负责人到这里发布。'}
      </Box>
      {mayPublish && (
        <Button id="publish" disabled={isDirty} onPress={() => setAsking(true)}>
          {isDirty ? '先保存，再发布' : '发布'}
        </Button>
      )}
      <ConfirmSheet
        open={isAsking}
        title={`发布“${solution.name}”？`}
        act="发布"
        effects={[
          '推广页立即公开，任何人凭链接都能看到',
          ...(isOperator ? [] : ['这里没有另外的审核人，会标记为“自审”：写的人和审的人是同一方，标记只有员工能看到']),
          '这是我们自己的推广页；上企业微信方案库要另外提交，两者互不影响',
        ]}
        onConfirm={() => publish.mutateAsync({ id: solution.id })}
        onClose={() => setAsking(false)}
      />
    </Card>
  )
}

function Published({ me, solution, publishedAt }: { me: Me; solution: SolutionView; publishedAt: number }) {
  const [isShown, setShown] = useState(false)
  const { page, name, published } = solution
  return (
    <Card title="推广页" aside={<StateChip mood="done" word="已发布" />}>
      <Box className={styles.soft}>
        发布于 <TimeText at={publishedAt} />
        {published?.isSelfReviewed && ' · 自审：没有另外的审核人，写的人和审的人是同一方'}
      </Box>
      <Text selectable className={styles.link}>
        {page}
      </Text>
      <Box className={styles.buttons}>
        <CopyButton text={page}>复制链接</CopyButton>
        <Button icon="qr" onPress={() => setShown(true)}>
          二维码
        </Button>
        <Link look="quiet" icon="external" to={solutionPlace(me.provider.id, solution.id)}>
          打开
        </Link>
      </Box>
      <QrSheet
        open={isShown}
        title={`“${name}”的推广页`}
        content={page}
        alt={`${name}的推广页二维码`}
        fileName={`方案-${name}`}
        caption="用企业微信或微信扫码打开，不用登录。"
        canPrintIt
        onClose={() => setShown(false)}
      />
    </Card>
  )
}

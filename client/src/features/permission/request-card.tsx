import { useState } from 'react'
import type { AskedView, DossierView, RequestView } from '@shared/contract/permission'
import { Box } from '../../components/box'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { StateChip } from '../../components/state-chip'
import { TimeText } from '../../components/time-text'
import { WaitLine } from '../../components/wait-line'
import { durationWords } from '../../components/time-text/words'
import { useNow } from '../../platform/now'
import { AskedList } from './asked-list'
import { DeclineSheet } from './decline-sheet'
import { useRecordDecline } from './reads'
import { isOpen, stateWords, turnForStaff, waitsSince } from './words'
import styles from './permission.module.scss'

/** The newest request: its state, whose turn it is, what is asked and what has become of each. */
export function RequestCard({ dossier, request }: { dossier: DossierView; request: RequestView }) {
  const [isDeclining, setDeclining] = useState(false)
  const decline = useRecordDecline()
  const now = useNow()
  const waited = isOpen(request) ? ` · 已等 ${durationWords(Math.max(0, now - waitsSince(request)))}` : ''
  return (
    <Card title={`第 ${request.no} 次申请`} aside={<RequestChip request={request} />}>
      <Box live="polite">{turnForStaff(request, dossier.corpName) + waited}</Box>
      <Box className={styles.faint}>
        {`${request.askedByName} 申请于 `}
        <TimeText at={request.askedAt} />
        {request.consultedAt !== undefined && (
          <>
            ，客户选好于 <TimeText at={request.consultedAt} />
          </>
        )}
        {request.filedAt !== undefined && (
          <>
            {`，${request.filedBy ?? ''}申报提交于 `}
            <TimeText at={request.filedAt} />
          </>
        )}
      </Box>
      <AskedList
        label={`第 ${request.no} 次申请的权限`}
        items={request.items}
        chipOf={(item) => <ItemChip item={item} request={request} effective={dossier.effective?.value ?? []} />}
      />
      {isOpen(request) && (
        <>
          <WaitLine>有变化时这里会自动更新</WaitLine>
          <Box className={styles.buttons}>
            <Button size="dense" onPress={() => setDeclining(true)}>
              客户已口头拒绝
            </Button>
          </Box>
        </>
      )}
      <DeclineSheet
        open={isDeclining}
        title={`记录${dossier.corpName}不同意？`}
        act="记录"
        remarkLabel="客户怎么说的"
        effects={[
          '记为由您申报：客户在电话或聊天里告诉了您',
          '这次申请到此为止，客户的待办里不再出现',
          ...(request.state === 'filed' ? ['企业微信里的确认消息还在，客户在那里同意仍会生效，届时这里会更新'] : []),
        ]}
        onDecline={(remark) =>
          decline.mutateAsync({
            corpId: dossier.corpId,
            suiteId: dossier.suiteId,
            no: request.no,
            ...(remark === '' ? {} : { remark }),
          })
        }
        onClose={() => setDeclining(false)}
      />
    </Card>
  )
}

/** State of a request, with what it rests on. */
export function RequestChip({ request }: { request: RequestView }) {
  const words = stateWords(request.state)
  if (request.state === 'filed') return <StateChip {...words} basis="declared" at={request.filedAt} />
  if (request.state === 'declined') return <StateChip {...words} basis="declared" at={request.answeredAt} />
  if (request.state === 'agreed' || request.state === 'partly') {
    return <StateChip {...words} basis="observed" at={request.answeredAt} />
  }
  return <StateChip {...words} />
}

interface ItemChipProps {
  item: AskedView
  request: RequestView
  effective: readonly string[]
}

/** While pending each permission carries WeCom's own words (S2-46); once agreed none (S2-47). */
function ItemChip({ item, request, effective }: ItemChipProps) {
  if (effective.includes(item.key)) return <StateChip mood="done" word="已生效" />
  if (request.chosen && !request.chosen.includes(item.key)) return <StateChip mood="stopped" word="客户没有选" />
  if (request.state === 'filed') return <StateChip mood="waiting" word="待企业客户确认" />
  if (isOpen(request)) return null
  return <StateChip mood="stopped" word="没有生效" />
}

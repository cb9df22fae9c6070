import { useState } from 'react'
import type { ReviewInvitationView } from '@shared/contract/solution'
import { Box, Text } from '../../components/box'
import { Button } from '../../components/button'
import { CopyButton } from '../../components/copy-button'
import { QrSheet } from '../../components/qr-sheet'
import { StateChip } from '../../components/state-chip'
import type { StateChipProps } from '../../components/state-chip'
import { TimeText } from '../../components/time-text'
import { useNow } from '../../platform/now'
import styles from './review.module.scss'

/** How a review invitation stands. */
export function invitationState(invited: ReviewInvitationView, now: number): StateChipProps {
  if (invited.writtenAt !== undefined) return { mood: 'done', word: '已写评价' }
  if (now >= invited.expiresAt) return { mood: 'stopped', word: '已过期' }
  return { mood: 'waiting', word: '等客户来写' }
}

/** Review invitations, newest first, each with its link and QR. */
export function InvitationList({ invitations }: { invitations: readonly ReviewInvitationView[] }) {
  const [shown, setShown] = useState<ReviewInvitationView>()
  return (
    <>
      <Box as="ul" label="评价邀请" className={styles.list}>
        {invitations.map((invited) => (
          <Box as="li" key={invited.id} className={styles.item}>
            <Row invited={invited} onShow={() => setShown(invited)} />
          </Box>
        ))}
      </Box>
      {shown && (
        <QrSheet
          open
          title="评价邀请"
          content={shown.link}
          alt={`“${shown.appName}”的评价二维码`}
          fileName={`评价-${shown.appName}`}
          caption="客户的管理员用企业微信扫码，登录后写评价。"
          canPrintIt
          onClose={() => setShown(undefined)}
        >
          <CopyButton text={shown.link}>复制链接</CopyButton>
        </QrSheet>
      )}
    </>
  )
}

function Row({ invited, onShow }: { invited: ReviewInvitationView; onShow: () => void }) {
  const now = useNow()
  const isUsable = invited.writtenAt === undefined && now < invited.expiresAt
  return (
    <>
      <Box className={styles.who}>
        <Text strong>{invited.corpName ?? invited.appName}</Text>
        <StateChip {...invitationState(invited, now)} />
        {invited.corpBasis ? (
          <StateChip mood="done" word="企业已核实" basis={invited.corpBasis} />
        ) : (
          <StateChip mood="attention" word="企业未核实" />
        )}
      </Box>
      <Text selectable className={styles.code}>
        {invited.plainCorpId}
      </Text>
      {!invited.corpBasis && invited.writtenAt === undefined && (
        <Box className={styles.soft}>
          这家企业还没有授权我们的应用，企业微信不肯转换它的 ID。授权后客户打开链接时会自动核实，也请检查 ID 是否抄对。
        </Box>
      )}
      <Box className={styles.soft}>
        {`${invited.appName} · 生成于 `}
        <TimeText at={invited.createdAt} />
        {invited.writtenAt === undefined ? (
          <>
            {now < invited.expiresAt ? '，有效到 ' : '，过期于 '}
            <TimeText at={invited.expiresAt} />
          </>
        ) : (
          <>
            ，写于 <TimeText at={invited.writtenAt} />
          </>
        )}
      </Box>
      {isUsable && (
        <Box className={styles.buttons}>
          <Button size="dense" icon="qr" onPress={onShow}>
            二维码
          </Button>
          <CopyButton text={invited.link} size="dense">
            复制链接
          </CopyButton>
        </Box>
      )}
    </>
  )
}

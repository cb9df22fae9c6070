import type { DossierView, RequestView } from '@shared/contract/permission'
import { Box, Text } from '../../components/box'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { CopyButton } from '../../components/copy-button'
import { FaultState } from '../../components/state-view'
import { StateChip, type Mood } from '../../components/state-chip'
import { TimeText } from '../../components/time-text'
import { useRemind } from './reads'
import styles from './permission.module.scss'

const SENT: Readonly<Record<string, readonly [Mood, string]>> = {
  waiting: ['waiting', '正在发送'],
  sent: ['done', '已提醒'],
  partly: ['attention', '部分收到'],
  unreachable: ['attention', '发不到'],
  failed: ['attention', '没有发出'],
}

const ASKED: Readonly<Record<string, readonly [Mood, string]>> = {
  queued: ['done', '已安排提醒'],
  alreadyReminded: ['waiting', '刚提醒过'],
  unreachable: ['attention', '企业微信里发不到'],
}

/** Reminds the customer's admins; says what became of it, and gives text for a chat where WeCom cannot be used. */
export function ReminderCard({ dossier, request }: { dossier: DossierView; request: RequestView }) {
  const remind = useRemind()
  const { reminder } = dossier
  const answer = remind.data
  const press = () =>
    remind
      .mutateAsync({ corpId: dossier.corpId, suiteId: dossier.suiteId, no: request.no })
      // What went wrong is shown below.
      .catch(() => undefined)
  return (
    <Card title="提醒客户">
      {reminder && answer?.outcome !== 'unreachable' ? (
        <Box className={styles.strip}>
          <Chip words={SENT[reminder.state]} other={reminder.state} />
          <Box>
            <TimeText at={reminder.at} />
            {`：${reminder.text}`}
          </Box>
        </Box>
      ) : (
        !answer && (
          <Box className={styles.soft}>还没有提醒过。提醒通过服务台应用发到管理员的企业微信，4 小时内最多一次。</Box>
        )
      )}
      <Button id="remind" onPress={press}>
        提醒管理员
      </Button>
      <Box live="polite">
        {answer && (
          <Box className={styles.strip}>
            <Chip words={ASKED[answer.outcome]} other={answer.outcome} />
            <Text>{answer.text}</Text>
            <Text selectable className={styles.soft}>
              {answer.copyText}
            </Text>
            <CopyButton text={answer.copyText} size="dense">
              复制文字
            </CopyButton>
          </Box>
        )}
      </Box>
      {remind.error && <FaultState error={remind.error} />}
    </Card>
  )
}

function Chip({ words, other }: { words: readonly [Mood, string] | undefined; other: string }) {
  return <StateChip mood={words?.[0] ?? 'waiting'} word={words?.[1] ?? other} />
}

import { Box, Text } from '../../components/box'
import { Card } from '../../components/card'
import { CopyButton } from '../../components/copy-button'
import styles from './tracker.module.scss'

/** The customer's turn: words for a chat, ready to send. */
export function NudgeCard({ text }: { text: string }) {
  return (
    <Card title="催一催">
      <Box className={styles.soft}>轮到客户。可以把这段话发到和客户的聊天里：</Box>
      <Text selectable className={styles.quote}>
        {text}
      </Text>
      <CopyButton text={text}>复制文字</CopyButton>
    </Card>
  )
}

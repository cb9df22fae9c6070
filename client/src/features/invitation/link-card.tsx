import type { InvitationView } from '@shared/contract/invitation'
import { Box, Text } from '../../components/box'
import { Card } from '../../components/card'
import { Facts } from '../../components/facts'
import { CopyButton } from '../../components/copy-button'
import { QrFigure } from '../../components/qr-sheet'
import { TimeText } from '../../components/time-text'
import styles from './invitation.module.scss'

/** Our own stable link and QR, to give to the customer. */
export function LinkCard({ invitation }: { invitation: InvitationView }) {
  const { link, customerName, opens, authQr } = invitation
  return (
    <Card title="给客户的链接">
      <QrFigure
        content={link}
        alt={`${customerName}的邀请二维码`}
        fileName={`邀请-${customerName}`}
        caption="客户的管理员用企业微信扫这个码，或打开链接。"
        canPrintIt
      >
        <CopyButton text={link}>复制链接</CopyButton>
      </QrFigure>
      <Text selectable className={styles.link}>
        {link}
      </Text>
      <Facts
        facts={[
          ['有效期', '长期有效，作废后立即失效'],
          [
            '打开',
            opens.lastAt === undefined ? (
              '还没有人打开'
            ) : (
              <Box>
                {`${opens.count} 次，最近 `}
                <TimeText at={opens.lastAt} />
              </Box>
            ),
          ],
          [
            '企业微信码',
            authQr ? (
              <Box>
                <TimeText at={authQr.createdAt} /> 生成，
                <TimeText at={authQr.expiresAt} /> 前自动更换
              </Box>
            ) : (
              '客户走到授权一步时生成'
            ),
          ],
        ]}
      />
    </Card>
  )
}

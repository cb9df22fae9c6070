import { useState } from 'react'
import { Box, Picture } from '../../components/box'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { ConfirmSheet } from '../../components/confirm-sheet'
import { Loaded } from '../../components/state-view'
import { Guide } from '../../components/guide'
import { WaitLine } from '../../components/wait-line'
import { toast } from '../../components/toast'
import { savePicture } from '../../platform/save-image'
import { useSignInSuiteQr, useSkipSignInSuite, type LinkKey } from './reads'
import styles from './invitation.module.scss'

/** Item 0: the entry in the workbench, without which no message reaches her. She may leave it out for now. */
export function SignInStep({ link, name, providerName }: { link: LinkKey; name: string; providerName: string }) {
  const qr = useSignInSuiteQr(link, true)
  const skip = useSkipSignInSuite()
  const [isAsking, setAsking] = useState(false)
  const save = (picture: string) =>
    savePicture(picture, '添加合契').then(toast, () => toast('没能保存，请长按图片保存或截屏', 'alert'))
  return (
    <Card title={`先添加“${name}”`}>
      <Box>{`它是${providerName}在企业微信里联系您的入口：待办、权限说明和提醒都从这里来。请把自己加进可见范围。`}</Box>
      <Loaded reading={qr} rows={4}>
        {({ picture }) => (
          <Box className={styles.figure}>
            <Picture src={picture} alt={`添加“${name}”的企业微信二维码`} className={styles.picture} menu />
            <Button look="primary" icon="save" wide onPress={() => save(picture)}>
              保存图片
            </Button>
          </Box>
        )}
      </Loaded>
      <Guide
        steps={[
          '保存图片，或转发给电脑上的自己',
          '打开企业微信的“扫一扫”，从“相册”选中它',
          '按企业微信的提示添加，再回到这里',
        ]}
      />
      <WaitLine>添加后，这里会自动进入下一步</WaitLine>
      <Button look="quiet" wide onPress={() => setAsking(true)}>
        先跳过这一步
      </Button>
      <ConfirmSheet
        open={isAsking}
        title="先不添加？"
        act="跳过"
        effects={[
          '授权可以照常进行',
          '工作台里没有入口，权限确认和提醒不会通知到您，需要由服务商另外联系',
          '以后随时可以用同一个邀请链接补上',
        ]}
        onConfirm={() => skip.mutateAsync(link)}
        onClose={() => setAsking(false)}
      />
    </Card>
  )
}

import { useState } from 'react'
import type { DossierView, RequestView } from '@shared/contract/permission'
import { Box, Text } from '../../components/box'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { ConfirmSheet } from '../../components/confirm-sheet'
import { CopyButton } from '../../components/copy-button'
import { Guide } from '../../components/guide'
import { StateChip } from '../../components/state-chip'
import { useFile } from './reads'
import { filingList, wantedItems } from './words'
import styles from './permission.module.scss'

/** No API files a request: leads a colleague through WeCom's console with the exact set, then takes her word for it (S2-42, S2-43). */
export function FileCard({ dossier, request }: { dossier: DossierView; request: RequestView }) {
  const [isAsking, setAsking] = useState(false)
  const file = useFile()
  const items = wantedItems(request)
  const list = filingList(dossier, items)
  const left = request.items.length - items.length
  return (
    <Card title="去企业微信服务商后台提交" aside={<StateChip mood="attention" word="轮到我们" />}>
      <Box className={styles.soft}>
        {left > 0 ? `客户去掉了 ${left} 项可选权限，请照下面的清单提交，不要多选。` : '请照下面的清单提交，不要多选。'}
      </Box>
      <Text selectable className={styles.copied}>
        {list}
      </Text>
      <Box className={styles.buttons}>
        <CopyButton text={list}>复制清单</CopyButton>
      </Box>
      <Guide
        label="提交步骤"
        steps={[
          '登录企业微信服务商管理后台，打开“应用代开发”',
          `找到${dossier.corpName}的“${dossier.appName}”，进入应用详情`,
          '打开“权限设置”，点“编辑”',
          `勾选清单里的 ${items.length} 项；已经生效的保持原样`,
          '全部勾好再保存一次：每保存一次，企业微信就会给客户发一条消息',
          '回到这里，点“我已在企业微信提交”',
        ]}
      />
      <Box className={styles.buttons}>
        <Button id="file" look="primary" onPress={() => setAsking(true)}>
          我已在企业微信提交
        </Button>
      </Box>
      <ConfirmSheet
        open={isAsking}
        title={`已在企业微信提交这 ${items.length} 项？`}
        act="已提交"
        effects={[
          '记为由您申报，带上您的名字和时间：企业微信没有接口可以查到是否提交过',
          `${dossier.corpName}的管理员会被引导到企业微信的消息里去同意`,
          '之后不能再改这次的选择，要改只能重新申请',
        ]}
        onConfirm={() => file.mutateAsync({ corpId: dossier.corpId, suiteId: dossier.suiteId, no: request.no })}
        onClose={() => setAsking(false)}
      />
    </Card>
  )
}

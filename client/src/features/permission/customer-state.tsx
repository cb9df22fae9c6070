import type { DossierView, RequestView } from '@shared/contract/permission'
import { Box } from '../../components/box'
import { Card } from '../../components/card'
import { Guide } from '../../components/guide'
import { StateChip } from '../../components/state-chip'
import { StateView } from '../../components/state-view'
import { TimeText } from '../../components/time-text'
import { WaitLine } from '../../components/wait-line'
import { AskedList } from './asked-list'
import { stateWords, wantedItems } from './words'
import styles from './permission.module.scss'

/** She has chosen; the provider files that set in WeCom's console, nobody else can. */
export function WaitingForProvider({ dossier, request }: { dossier: DossierView; request: RequestView }) {
  const items = wantedItems(request)
  return (
    <>
      <Card title="已告诉服务商" aside={<StateChip mood="waiting" word="等服务商提交" />}>
        <Box>
          {`接下来由${dossier.provider.name}到企业微信提交这 ${items.length} 项。提交后，企业微信会给您发一条消息，请您正式确认。现在什么都还没有生效。`}
        </Box>
        <WaitLine>服务商提交后，这里会自动更新</WaitLine>
      </Card>
      <Card title={`您选的 ${items.length} 项`}>
        <AskedList label="您选的权限" items={items} />
      </Card>
    </>
  )
}

/** Filed: only WeCom's own message can agree; we lead there and see the outcome for ourselves. */
export function ConfirmInWeCom({ dossier, request }: { dossier: DossierView; request: RequestView }) {
  const items = wantedItems(request)
  return (
    <>
      <Card title="请到企业微信里同意" aside={<StateChip mood="waiting" word="等您确认" />}>
        <Box>
          {`${dossier.provider.name}提交了您选的 ${items.length} 项`}
          {request.filedAt !== undefined && (
            <>
              （<TimeText at={request.filedAt} />）
            </>
          )}
          。正式确认只能在企业微信的消息里做：
        </Box>
        <Guide
          label="怎么同意"
          steps={[
            '打开企业微信的“消息”',
            `找到“${dossier.appName}”的权限变更通知（在应用消息里，由企业微信发出）`,
            '核对权限，点“同意”。不想给就点“暂不授权”，原来的权限不变',
          ]}
        />
        <WaitLine>您在企业微信里确认后，这里几秒内会自动更新</WaitLine>
      </Card>
      <Card title={`待确认的 ${items.length} 项`}>
        <AskedList label="待确认的权限" items={items} chipOf={() => <StateChip {...stateWords('filed')} />} />
      </Card>
    </>
  )
}

/** What came of it, in one sentence on top of the comparison. */
export function AnsweredNote({ dossier, request }: { dossier: DossierView; request: RequestView }) {
  if (request.state === 'declined') {
    return (
      <StateView icon="stop" title="已告诉服务商：暂不同意">
        <Box className={styles.form}>
          <Box>{`权限没有变化，${dossier.provider.name}已经看到您的答复。`}</Box>
          {request.filedAt !== undefined && (
            <Box>
              企业微信自己的那条消息还在：我们不能替您撤回，请在那条消息里点“暂不授权”。在那里点“同意”仍会生效。
            </Box>
          )}
        </Box>
      </StateView>
    )
  }
  const { word } = stateWords(request.state)
  return request.state === 'agreed' ? (
    <StateView isDone icon="check-circle" title="已生效">
      {`我们从企业微信读到，您同意的 ${wantedItems(request).length} 项权限已经生效。`}
    </StateView>
  ) : (
    <StateView icon="info" title={word}>
      从企业微信读到的权限和申请的不完全一样，以下面读到的为准。
    </StateView>
  )
}

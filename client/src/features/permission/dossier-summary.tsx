import type { DossierView } from '@shared/contract/permission'
import { Box } from '../../components/box'
import { Card } from '../../components/card'
import { Facts } from '../../components/facts'
import { Link } from '../../components/link'
import { StateChip } from '../../components/state-chip'
import { RequestChip } from './request-card'
import { isFileable, turnForStaff } from './words'
import styles from './permission.module.scss'

/** How an app's permissions stand, with the next action, for a page about the whole customer. */
export function DossierSummary({ dossier }: { dossier: DossierView }) {
  const { request, effective, corpId, suiteId } = dossier
  const act = !request ? '申请权限' : isFileable(request) ? '去提交' : '查看权限'
  return (
    <Card title="自定义权限" aside={request && <RequestChip request={request} />}>
      <Box>{turnForStaff(request, dossier.corpName)}</Box>
      <Facts
        facts={[
          [
            '已生效',
            effective ? (
              <StateChip mood="done" word={`${effective.value.length} 项`} basis={effective.basis} at={effective.at} />
            ) : (
              '尚未从企业微信读到'
            ),
          ],
          ['最近申请', request ? `第 ${request.no} 次，${request.items.length} 项` : '没有'],
        ]}
      />
      <Box className={styles.buttons}>
        <Link
          look={request && !isFileable(request) ? 'secondary' : 'primary'}
          to={{ route: '/console/permission/index', query: { corp: corpId, suite: suiteId } }}
        >
          {act}
        </Link>
      </Box>
    </Card>
  )
}

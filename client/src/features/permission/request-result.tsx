import type { DossierView, RequestView } from '@shared/contract/permission'
import { Box } from '../../components/box'
import { Card } from '../../components/card'
import { DiffView } from '../../components/diff-view'
import { StateChip } from '../../components/state-chip'
import { effectDiff, missingItems, permissionName, stateWords, type Reader } from './words'
import styles from './permission.module.scss'

export interface RequestResultProps {
  dossier: DossierView
  request: RequestView
  reader?: Reader
}

/** What came of a request: the set before it against what is in force, as observed (S2-44, S2-45, S2-48). */
export function RequestResult({ dossier, request, reader = 'staff' }: RequestResultProps) {
  const now = dossier.effective?.value ?? []
  const lines = effectDiff(request.before, now)
  const missing = missingItems(request, now)
  const isDeclined = request.state === 'declined'
  return (
    <Card
      title={isDeclined ? '权限回到申请前的样子' : '申请前后对比'}
      aside={
        <StateChip
          {...stateWords(request.state, reader)}
          basis={isDeclined ? 'declared' : 'observed'}
          at={request.answeredAt}
        />
      }
    >
      {isDeclined && (
        <Box className={styles.soft}>
          {`${request.declinedBy ? `由${request.declinedBy}告知。` : ''}${request.remark ? `说明：${request.remark}` : '没有留下说明。'}`}
        </Box>
      )}
      {lines.length === 0 ? (
        <Box className={styles.soft}>申请前后都没有自定义权限生效。</Box>
      ) : (
        <DiffView label="申请前后的权限" lines={lines} />
      )}
      {missing.length > 0 && (
        <Box className={styles.soft}>
          {`申请过、没有生效：${missing.map((item) => permissionName(item.key)).join('、')}`}
        </Box>
      )}
    </Card>
  )
}

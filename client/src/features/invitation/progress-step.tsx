import type { ItemView } from '@shared/contract/invitation'
import { Card } from '../../components/card'
import { StateChip } from '../../components/state-chip'
import { StepTracker } from '../../components/step-tracker'
import { Box } from '../../components/box'
import { installSteps, itemState, publishWords } from './words'
import styles from './invitation.module.scss'

/** Every app's install as it happens; "done" only after the probe answered. */
export function ProgressCards({
  items,
  waitsFor,
  across,
}: {
  items: readonly ItemView[]
  waitsFor: string
  across?: boolean
}) {
  return (
    <Box live="polite" className={styles.stack}>
      {items.map((item) => (
        <Card key={item.suiteId} title={item.name} aside={<StateChip {...itemState(item)} />}>
          {item.install && (
            <Box className={styles.soft}>
              {item.install.corpName}
              {item.install.generation > 1 && ` · 第 ${item.install.generation} 次安装`}
            </Box>
          )}
          <StepTracker label={`${item.name}的连接进度`} across={across} steps={installSteps(item, waitsFor)} />
          {item.install?.publishStatus && (
            <StateChip
              mood={item.install.publishStatus.value >= 2 ? 'done' : 'waiting'}
              word={publishWords(item.install.publishStatus.value)}
              basis={item.install.publishStatus.basis}
              at={item.install.publishStatus.at}
            />
          )}
        </Card>
      ))}
    </Box>
  )
}

import { SOLUTION_NAME, SOLUTION_OVERVIEW } from '@shared/domain/solution/states'
import type { SuiteId } from '@shared/wecom/ids'
import { Box } from '../../components/box'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Check } from '../../components/check'
import { DiffView } from '../../components/diff-view'
import { FaultState, isFault } from '../../components/state-view'
import { StateChip } from '../../components/state-chip'
import { TextField } from '../../components/text-field'
import { serverFaults } from '../../platform/field-faults'
import { conflictLines, draftFaults } from './draft'
import type { Editor } from './use-editor'
import styles from './solution.module.scss'

/** An app that can be linked. */
export interface LinkableApp {
  readonly suiteId: SuiteId
  readonly name: string
  /** Why it cannot be linked now. */
  readonly note?: string
}

export interface SolutionFormProps {
  editor: Editor
  apps: readonly LinkableApp[]
  isPublished: boolean
  onSave: () => Promise<unknown>
}

/** Name, overview, text and linked apps, with what the rules say of each. */
export function SolutionForm({ editor, apps, isPublished, onSave }: SolutionFormProps) {
  const { draft, change, theirs } = editor
  const faults = editor.isTried ? { ...serverFaults(editor.error), ...draftFaults(draft) } : {}
  const isField = isFault(editor.error, 'INVALID_INPUT') && Object.keys(serverFaults(editor.error)).length > 0
  const link = (suiteId: SuiteId, isLinked: boolean) =>
    change({
      linkedApps: isLinked ? [...draft.linkedApps, suiteId] : draft.linkedApps.filter((id) => id !== suiteId),
    })
  const linkFault = faults.linkedApps ?? Object.entries(faults).find(([field]) => field.startsWith('linkedApps.'))?.[1]
  return (
    <Box as="form" className={styles.form}>
      {theirs && <ConflictCard editor={editor} apps={apps} />}
      <Card title="基本信息">
        <TextField
          id="solution-name"
          label="方案名称"
          max={SOLUTION_NAME.max}
          value={draft.name}
          onChange={(name) => change({ name })}
          error={faults.name}
          hint={`${SOLUTION_NAME.min} 到 ${SOLUTION_NAME.max} 字，不用“第一”“热门”“永久免费”“微信”这类词。`}
        />
        <TextField
          id="solution-overview"
          label="方案概述"
          max={SOLUTION_OVERVIEW.max}
          value={draft.overview}
          onChange={(overview) => change({ overview })}
          error={faults.overview}
          hint="说清楚给哪个行业、什么场景、基于企业微信解决什么问题。"
        />
        <TextField
          id="solution-text"
          label="方案介绍"
          optional
          multiline
          max={2000}
          value={draft.text}
          onChange={(text) => change({ text })}
          error={faults.text}
          hint="空一行分段。写客户遇到的问题、怎么解决、上线后有什么变化。"
        />
      </Card>
      <Card title="关联应用">
        <Box className={styles.soft}>至少关联一个，客户评价按应用收集。</Box>
        {linkFault && (
          <Box role="alert" className={styles.fault}>
            {linkFault}
          </Box>
        )}
        {apps.map((app) => (
          <Check
            key={app.suiteId}
            checked={draft.linkedApps.includes(app.suiteId)}
            onChange={(isLinked) => link(app.suiteId, isLinked)}
            label={app.name}
            hint={app.note}
          />
        ))}
        {apps.length === 0 && <Box className={styles.soft}>还没有登记可关联的应用或模板。</Box>}
      </Card>
      {editor.error !== null && !isField && !theirs && <FaultState error={editor.error} />}
      <Box className={styles.sum}>
        <Box live="polite" className={styles.soft}>
          {editor.isDirty
            ? isPublished
              ? '有改动没有保存。方案已发布，保存后推广页立即更新'
              : '有改动没有保存'
            : '没有未保存的改动'}
        </Box>
        <Button id="save-solution" look="primary" disabled={!editor.isDirty || theirs !== undefined} onPress={onSave}>
          保存
        </Button>
      </Box>
    </Box>
  )
}

function ConflictCard({ editor, apps }: Pick<SolutionFormProps, 'editor' | 'apps'>) {
  const { theirs, draft } = editor
  if (!theirs) return null
  const nameOf = (suiteId: SuiteId) => apps.find((app) => app.suiteId === suiteId)?.name ?? suiteId
  return (
    <Card title="同事刚改过这个方案" aside={<StateChip mood="attention" word="需要您决定" />}>
      <Box className={styles.soft}>您写的内容都还在。看过不同之处，再决定用哪一份。</Box>
      <DiffView label="同事的内容和您的内容" lines={conflictLines(theirs, draft, nameOf)} />
      <Box className={styles.buttons}>
        <Button onPress={editor.takeTheirs}>放弃我的，用同事的</Button>
        <Button look="danger" onPress={editor.keepMine}>
          用我的覆盖
        </Button>
      </Box>
    </Card>
  )
}

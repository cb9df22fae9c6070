import { useState } from 'react'
import * as v from 'valibot'
import { create, type InvitationView } from '@shared/contract/invitation'
import type { SuiteView } from '@shared/contract/registry'
import type { CallInput } from '../../platform/call'
import { Box } from '../../components/box'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Check } from '../../components/check'
import { FaultState } from '../../components/state-view'
import { TextField } from '../../components/text-field'
import { focusOn } from '../../platform/focus'
import { useCreateInvitation } from './reads'
import styles from './invitation.module.scss'

type Draft = CallInput<typeof create>

/** What is wrong, by field path (`templates.0.reason`); empty when it may be sent. The server says the same. */
export function draftFaults(draft: Draft): Readonly<Record<string, string>> {
  const result = v.safeParse(create.input, draft)
  if (result.success) return {}
  const faults: Record<string, string> = {}
  for (const issue of result.issues) faults[v.getDotPath(issue) ?? ''] ??= issue.message
  return faults
}

/** Who is invited to authorise what, and why. */
export function InviteForm({
  templates,
  onDone,
}: {
  templates: readonly SuiteView[]
  onDone: (made: InvitationView) => void
}) {
  const [customerName, setCustomerName] = useState('')
  const [note, setNote] = useState('')
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({})
  const [isTried, setTried] = useState(false)
  const create = useCreateInvitation()
  const picked = templates.filter((template) => template.suiteId in chosen)
  const draft: Draft = {
    customerName,
    ...(note.trim() === '' ? {} : { note }),
    templates: picked.map(({ suiteId }) => {
      const reason = chosen[suiteId]?.trim() ?? ''
      return { suiteId, ...(reason === '' ? {} : { reason }) }
    }),
  }
  const faults = isTried ? draftFaults(draft) : {}
  const choose = (template: SuiteView, isChosen: boolean) => {
    const { [template.suiteId]: _left, ...rest } = chosen
    setChosen(isChosen ? { ...rest, [template.suiteId]: template.reason } : rest)
  }
  const send = async () => {
    setTried(true)
    const found = draftFaults(draft)
    if (found.customerName) focusOn('customer-name')
    else if (found.note) focusOn('note')
    if (Object.keys(found).length > 0) return
    const made = await create.mutateAsync(draft).catch(() => undefined)
    if (made) onDone(made)
  }
  return (
    <Box as="form" className={styles.form}>
      {create.error && <FaultState error={create.error} />}
      <Card title="客户">
        <TextField
          id="customer-name"
          label="客户名称"
          max={40}
          value={customerName}
          onChange={setCustomerName}
          error={faults.customerName}
          hint="客户会在邀请页看到这个名称。"
        />
        <TextField
          id="note"
          label="给客户的说明"
          optional
          multiline
          max={200}
          value={note}
          onChange={setNote}
          error={faults.note}
          hint="用客户听得懂的话说明合作内容，会显示在邀请页。"
        />
      </Card>
      <Card title="请客户授权的应用">
        {faults.templates && (
          <Box role="alert" className={styles.fault}>
            {faults.templates}
          </Box>
        )}
        {templates.map((template) => (
          <TemplateChoice
            key={template.suiteId}
            template={template}
            reason={chosen[template.suiteId]}
            error={faults[`templates.${picked.indexOf(template)}.reason`]}
            onChoose={(isChosen) => choose(template, isChosen)}
            onReason={(reason) => setChosen({ ...chosen, [template.suiteId]: reason })}
          />
        ))}
      </Card>
      <Box className={styles.buttons}>
        <Button id="create-invitation" look="primary" onPress={send}>
          生成邀请
        </Button>
      </Box>
    </Box>
  )
}

interface TemplateChoiceProps {
  template: SuiteView
  reason: string | undefined
  error: string | undefined
  onChoose: (isChosen: boolean) => void
  onReason: (reason: string) => void
}

function TemplateChoice({ template, reason, error, onChoose, onReason }: TemplateChoiceProps) {
  const isLaunched = template.launched.value
  return (
    <Box className={styles.choice}>
      <Check
        checked={reason !== undefined}
        onChange={onChoose}
        disabled={!isLaunched}
        label={template.name}
        hint={isLaunched ? template.reason : '模板还没有在企业微信服务商后台上线，暂时不能邀请客户授权。'}
      />
      {reason !== undefined && (
        <TextField
          label={`为什么需要“${template.name}”`}
          optional
          max={100}
          value={reason}
          onChange={onReason}
          error={error}
          hint="写清楚用它做什么，客户据此决定是否授权。"
        />
      )}
    </Box>
  )
}

import { useState } from 'react'
import type { DossierView, RequestView } from '@shared/contract/permission'
import { Box } from '../../components/box'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { ConfirmSheet } from '../../components/confirm-sheet'
import { FaultState } from '../../components/state-view'
import { refusalOf, serverFaults } from '../../platform/field-faults'
import { AskedEditor } from './asked-editor'
import { draftFaults, LIMITS, newItem, startDraft, type DraftItem } from './draft'
import { PermissionPicker } from './permission-picker'
import { useAsk } from './reads'
import { isOpen } from './words'
import styles from './permission.module.scss'

/** Asks for permissions, each with its reason; an open request is replaced openly or not at all. */
export function AskForm({ dossier, onDone, onCancel }: AskFormProps) {
  const effective = dossier.effective?.value ?? []
  const [items, setItems] = useState<readonly DraftItem[]>(() => startDraft(dossier.request, effective))
  const [isTried, setTried] = useState(false)
  const [isReplacing, setReplacing] = useState(false)
  const ask = useAsk()
  const faults = isTried ? { ...serverFaults(ask.error), ...draftFaults(items) } : {}
  const open = isOpen(dossier.request) ? dossier.request : undefined
  const pick = (key: string, isPicked: boolean) =>
    setItems(isPicked ? [...items, newItem(key)] : items.filter((item) => item.key !== key))
  const post = (supersedes?: number) =>
    ask
      .mutateAsync({
        corpId: dossier.corpId,
        suiteId: dossier.suiteId,
        items: [...items],
        ...(supersedes === undefined ? {} : { supersedes }),
      })
      .then(onDone)
  const send = async () => {
    setTried(true)
    if (Object.keys(draftFaults(items)).length > 0) return
    if (open) return setReplacing(true)
    await post().catch((error: unknown) => {
      // A colleague asked a moment ago: the dossier is read anew and shows whose place this would take.
      if (refusalOf(error) === 'requestOpen') setReplacing(true)
    })
  }
  const mustHave = items.filter((item) => item.isMustHave).length
  return (
    <Box as="form" className={styles.form}>
      <Card title="选择权限">
        {!dossier.request && (
          <Box>
            扫码授权只给基础权限。手机号、姓名、客户联系等要另外申请：写清楚为什么，客户先选，我们照着提交，客户再到企业微信里同意。
          </Box>
        )}
        <Box className={styles.soft}>
          一次申请会给客户一条消息，请把需要的都放进这一次。只选真正要用的：敏感信息要说得出用途。
        </Box>
        <PermissionPicker picked={items.map((item) => item.key)} effective={effective} onPick={pick} />
        {faults.items && (
          <Box role="alert" className={styles.fault}>
            {faults.items}
          </Box>
        )}
      </Card>
      {items.length > 0 && (
        <Card title={`逐项说明（${items.length} 项）`}>
          <Box as="ul" label="要申请的权限" className={styles.list}>
            {items.map((item, at) => (
              <AskedEditor
                key={item.key}
                item={item}
                faultOf={(field) => faults[`items.${at}.${field}`]}
                onChange={(next) => setItems(items.map((old) => (old.key === item.key ? next : old)))}
                onRemove={() => pick(item.key, false)}
              />
            ))}
          </Box>
        </Card>
      )}
      {ask.error && refusalOf(ask.error) !== 'requestOpen' && <FaultState error={ask.error} />}
      <Box className={styles.sum}>
        <Box live="polite" className={styles.soft}>
          {`共 ${items.length}/${LIMITS.items} 项，必需 ${mustHave} 项，可选 ${items.length - mustHave} 项`}
        </Box>
        <Box className={styles.buttons}>
          {onCancel && <Button onPress={onCancel}>先不申请</Button>}
          <Button id="ask" look="primary" onPress={send}>
            {open ? '取代并发给客户' : '发给客户选择'}
          </Button>
        </Box>
      </Box>
      <ConfirmSheet
        open={isReplacing && open !== undefined}
        title={`用新的申请取代第 ${open?.no ?? ''} 次申请？`}
        act="取代"
        isDangerous
        effects={replaceEffects(dossier, open)}
        onConfirm={() => post(open?.no)}
        onClose={() => setReplacing(false)}
      />
    </Box>
  )
}

export interface AskFormProps {
  dossier: DossierView
  onDone: () => void
  onCancel?: () => void
}

/** What taking an open request's place does, to whom, and what it cannot undo. */
function replaceEffects(dossier: DossierView, open: RequestView | undefined): readonly string[] {
  if (!open) return []
  return [
    `${dossier.corpName}的管理员会看到新的申请，第 ${open.no} 次申请作废`,
    ...(open.state === 'consulted' ? ['客户已经做过的选择会丢掉，需要重新选'] : []),
    ...(open.state === 'filed'
      ? ['企业微信里已发出的那条确认消息收不回，客户仍可能在那里同意旧的权限', '新的申请提交后，企业微信会再发一条消息']
      : []),
  ]
}

import { useState } from 'react'
import type { DossierView, RequestView } from '@shared/contract/permission'
import { Box, Text } from '../../components/box'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { FaultState } from '../../components/state-view'
import { TimeText } from '../../components/time-text'
import { AskedList } from './asked-list'
import { chosenKeys, startOff } from './choice'
import { useChoose } from './reads'
import styles from './permission.module.scss'

export interface ChosenSet {
  /** What she would confirm now. */
  keys: readonly string[]
  isOff: ReadonlySet<string>
  set: (key: string, isChosen: boolean) => void
}

/** The choice of one request; a newer request starts afresh (the page keys this by its number). */
export function useChosenSet(request: RequestView): ChosenSet {
  const [isOff, setOff] = useState(() => startOff(request))
  const set = (key: string, isChosen: boolean) => {
    const next = new Set(isOff)
    if (isChosen) next.delete(key)
    else next.add(key)
    setOff(next)
  }
  return { keys: chosenKeys(request, isOff), isOff, set }
}

/** Who asks for what and why; must-haves and optional ones apart, the optional ones hers to switch. */
export function ChoosePermissions({
  dossier,
  request,
  chosen,
}: {
  dossier: DossierView
  request: RequestView
  chosen: ChosenSet
}) {
  const mustHave = request.items.filter((item) => item.isMustHave)
  const optional = request.items.filter((item) => !item.isMustHave)
  return (
    <>
      <Box className={styles.soft}>
        {`${dossier.provider.name}的${request.askedByName}申请于 `}
        <TimeText at={request.askedAt} />
        。先在这里选好，服务商再照着提交，企业微信才会请您正式确认。
      </Box>
      {mustHave.length > 0 && (
        <Card title={`必需的 ${mustHave.length} 项`}>
          <AskedList label="必需的权限" items={mustHave} />
        </Card>
      )}
      {optional.length > 0 && (
        <Card title={`可选的 ${optional.length} 项`} aside={<Text className={styles.faint}>由您决定</Text>}>
          <AskedList
            label="可选的权限"
            items={optional}
            chosen={new Set(chosen.keys)}
            onChoose={(key, isChosen) => chosen.set(key, isChosen)}
          />
        </Card>
      )}
    </>
  )
}

/** The one primary act: this set and no other. */
export function ConfirmChoice({
  dossier,
  request,
  chosen,
  onDone,
}: {
  dossier: DossierView
  request: RequestView
  chosen: ChosenSet
  onDone?: () => void
}) {
  const choose = useChoose()
  const send = () =>
    choose
      .mutateAsync({ suiteId: dossier.suiteId, no: request.no, chosen: [...chosen.keys] })
      // What went wrong is shown below.
      .then(onDone, () => undefined)
  return (
    <>
      {choose.error && <FaultState error={choose.error} />}
      <Button id="choose" look="primary" wide onPress={send}>
        {`就按这样（${chosen.keys.length} 项）`}
      </Button>
    </>
  )
}

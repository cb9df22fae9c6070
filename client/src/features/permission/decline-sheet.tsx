import { useState } from 'react'
import { recordDecline } from '@shared/contract/permission'
import * as v from 'valibot'
import { Box, Text } from '../../components/box'
import { Button } from '../../components/button'
import { FaultState } from '../../components/state-view'
import { Sheet } from '../../components/sheet'
import { TextField } from '../../components/text-field'
import styles from './permission.module.scss'

export interface DeclineSheetProps {
  open: boolean
  title: string
  /** What will happen, and what will not: one sentence each. */
  effects: readonly string[]
  act: string
  remarkLabel: string
  onDecline: (remark: string) => Promise<unknown>
  onClose: () => void
}

const remarkFault = (remark: string): string | undefined => {
  const parsed = v.safeParse(recordDecline.input.entries.remark, remark)
  return parsed.success ? undefined : parsed.issues[0].message
}

/** Says what a decline does before it is done; the remark and the sheet stay when it could not be sent. */
export function DeclineSheet({ open, title, effects, act, remarkLabel, onDecline, onClose }: DeclineSheetProps) {
  const [remark, setRemark] = useState('')
  const [error, setError] = useState<unknown>()
  const fault = remarkFault(remark)
  const close = () => {
    setError(undefined)
    onClose()
  }
  const send = () => (fault ? undefined : onDecline(remark.trim()).then(close, setError))
  return (
    <Sheet
      open={open}
      title={title}
      onClose={close}
      actions={
        <>
          <Button id="decline" look="danger" disabled={fault !== undefined} onPress={send}>
            {act}
          </Button>
          <Button onPress={close}>先不</Button>
        </>
      }
    >
      <Box className={styles.form}>
        {effects.map((effect) => (
          <Text key={effect}>{effect}</Text>
        ))}
        <TextField
          id="decline-remark"
          label={remarkLabel}
          optional
          multiline
          max={200}
          value={remark}
          onChange={setRemark}
          error={fault}
        />
        {error !== undefined && <FaultState error={error} />}
      </Box>
    </Sheet>
  )
}

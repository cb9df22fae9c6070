import { useState } from 'react'
import { Box, Text } from '../box'
import { Button } from '../button'
import { Icon } from '../icon'
import { Sheet } from '../sheet'
import { faultWords } from '../state-view/fault-words'
import { TextField } from '../text-field'
import styles from './confirm-sheet.module.scss'

export interface ConfirmSheetProps {
  open: boolean
  /** The act as a question: 作废这份邀请？ */
  title: string
  /** What will happen, to whom, and what stays; one sentence each. */
  effects: readonly string[]
  /** The act as a verb: 作废. */
  act: string
  isDangerous?: boolean
  /** For what cannot be undone: the word she has to type. */
  typed?: string
  onConfirm: () => Promise<unknown>
  onClose: () => void
}

/** Says what will happen before it happens; stays open, with the reason, when it could not be done. */
export function ConfirmSheet(props: ConfirmSheetProps) {
  const { open, title, effects, act, isDangerous, typed, onConfirm, onClose } = props
  const [word, setWord] = useState('')
  const [fault, setFault] = useState<string>()
  const close = () => {
    setWord('')
    setFault(undefined)
    onClose()
  }
  const confirm = () =>
    onConfirm().then(close, (error: unknown) => {
      setFault(faultWords(error).words)
    })
  const actions = (
    <>
      <Button
        look={isDangerous ? 'danger' : 'primary'}
        disabled={typed !== undefined && word.trim() !== typed}
        onPress={confirm}
      >
        {act}
      </Button>
      <Button onPress={close}>先不</Button>
    </>
  )
  return (
    <Sheet open={open} title={title} onClose={close} actions={actions}>
      <Box as="ul" className={styles.effects}>
        {effects.map((effect) => (
          <Box as="li" key={effect} className={styles.effect}>
            <Box className={styles.dot}>
              <Icon name="right" size="small" />
            </Box>
            <Text>{effect}</Text>
          </Box>
        ))}
      </Box>
      {typed !== undefined && (
        <Box className={styles.typed}>
          <TextField label={`请输入“${typed}”以确认`} value={word} onChange={setWord} />
        </Box>
      )}
      {fault && (
        <Box role="alert" className={styles.fault}>
          {fault}
        </Box>
      )}
    </Sheet>
  )
}

import { useEffect, useState, type ReactNode } from 'react'
import { AppError } from '@shared/kernel/errors'
import { Box, Heading, Text } from '../box'
import { Button } from '../button'
import { join } from '../class-names'
import { Icon, type IconName } from '../icon'
import { faultWords } from './fault-words'
import styles from './state-view.module.scss'

export interface StateViewProps {
  icon: IconName
  title: string
  children?: ReactNode
  /** The way on: never a dead end. */
  action?: ReactNode
  /** Short, to quote when asking for help. */
  code?: string
  level?: 1 | 2 | 3
  /** Good news. */
  isDone?: boolean
}

/** A whole place that says one thing: empty, failed, not allowed, not here. */
export function StateView({ icon, title, children, action, code, level = 2, isDone }: StateViewProps) {
  return (
    <Box className={styles.state}>
      <Box className={join(styles.mark, isDone && styles.done)}>
        <Icon name={icon} size="large" />
      </Box>
      <Heading level={level} className={styles.title}>
        {title}
      </Heading>
      {children && <Box className={styles.words}>{children}</Box>}
      {action && <Box className={styles.actions}>{action}</Box>}
      {code && (
        <Text selectable className={styles.code}>
          {code}
        </Text>
      )}
    </Box>
  )
}

/** Nothing here yet: what would be here, and how it comes to be. */
export const EmptyState = (props: Omit<StateViewProps, 'icon'> & { icon?: IconName }) => (
  <StateView icon="inbox" {...props} />
)

/** Bones of a list, shown only when the wait has lasted 200 ms: quick answers do not flicker. */
export function Loading({ rows = 3, label = '正在加载' }: { rows?: number; label?: string }) {
  const [isShown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 200)
    return () => clearTimeout(timer)
  }, [])
  return (
    <Box role="status" live="polite">
      {isShown && (
        <Box className={styles.skeleton}>
          <Text className={styles.unseen}>{label}</Text>
          {Array.from({ length: rows }, (_, at) => (
            <Box
              key={at}
              hidden
              className={join(styles.bone, at % 3 === 1 ? styles.middle : at % 3 === 2 && styles.short)}
            />
          ))}
        </Box>
      )}
    </Box>
  )
}

/** A failure in words: what happened, what to do, a code to quote, and another try where that may help. */
export function FaultState({ error, onRetry, level }: { error: unknown; onRetry?: () => void; level?: 1 | 2 | 3 }) {
  const { icon, title, words, code, mayRetry } = faultWords(error)
  return (
    <Box role="alert">
      <StateView
        icon={icon}
        title={title}
        level={level}
        code={code}
        action={
          mayRetry &&
          onRetry && (
            <Button icon="refresh" onPress={onRetry}>
              再试一次
            </Button>
          )
        }
      >
        {words}
      </StateView>
    </Box>
  )
}

/** What a read has come to. */
export interface Reading<T> {
  data: T | undefined
  error: unknown
  refetch: () => void
}

/** Loading, failed, or the thing itself; what was already there stays while a refresh fails, under a strip that says so. */
export function Loaded<T>({
  reading,
  rows,
  children,
}: {
  reading: Reading<T>
  rows?: number
  children: (data: T) => ReactNode
}) {
  const { data, error, refetch } = reading
  if (data === undefined) return error ? <FaultState error={error} onRetry={refetch} /> : <Loading rows={rows} />
  return (
    <>
      {error !== null && error !== undefined && <StaleStrip error={error} />}
      {children(data)}
    </>
  )
}

function StaleStrip({ error }: { error: unknown }) {
  return (
    <Box role="status" live="polite" className={styles.strip}>
      <Icon name="offline" size="small" />
      <Text>{`${faultWords(error).title}，下面是之前的内容，恢复后自动更新`}</Text>
    </Box>
  )
}

/** The pages that need WeCom, opened elsewhere. */
export const NotInWeCom = ({ action }: { action?: ReactNode }) => (
  <StateView icon="phone" title="请在企业微信中打开" level={1} action={action}>
    这个页面要知道您是哪家企业的哪位成员，只有企业微信能告诉我们。请从企业微信的工作台或收到的消息里进入。
  </StateView>
)

/** Whether an error is one of ours with this code. */
export const isFault = (error: unknown, code: AppError['code']): boolean =>
  error instanceof AppError && error.code === code

import { useCallback, useRef, useState, type ReactNode } from 'react'
import type { LogEntry, WorldView } from '../../wecom/platform/views'
import { asFlag, asOneOf, asText, usePersisted } from '../state/persisted'
import { messageOf } from '../state/platform'
import { sayClockExact, sayExact } from '../state/say-time'
import { useDesk, usePolling } from '../state/use-desk'
import { Segments, TextField, Tick } from '../ui/choice'
import { Empty } from '../ui/pieces'
import { addLines, filterLines, isFailed, LOG_KIND, LOG_LIMIT, readable } from './log-lines'

const POLL_MS = 1500
const KINDS = ['all', 'request', 'callback', 'platform'] as const
const asKind = asOneOf(KINDS)

/** 日志: what went over the wire, newest first. */
export function LogTab(): ReactNode {
  const { lines, trouble } = useLog()
  const [kind, setKind] = usePersisted<(typeof KINDS)[number]>('log/kind', 'all', asKind)
  const [words, setWords] = usePersisted('log/words', '', asText)
  const [onlyFailed, setOnlyFailed] = usePersisted('log/failed', false, asFlag)
  const shown = filterLines(lines, { kind, words, onlyFailed })
  return (
    <>
      <Segments
        label="种类"
        value={kind}
        options={KINDS.map((value) => ({ value, label: value === 'all' ? '全部' : LOG_KIND[value] }))}
        onChoose={setKind}
      />
      <TextField label="筛选" hideLabel value={words} onChange={setWords} placeholder="路径、事件、id、errcode" />
      <Tick label="只看出错的" checked={onlyFailed} onChange={setOnlyFailed} />
      {trouble !== undefined && <p className="notice">{trouble}</p>}
      {shown.length === 0 && (
        <Empty title={lines.length === 0 ? '还没有往来' : '没有符合的记录'}>
          {lines.length === 0 ? '推送一次 ticket，就能看到第一条。' : '换个词，或者看全部。'}
        </Empty>
      )}
      <ol className="log">
        {shown.map((entry) => (
          <LogLine key={entry.seq} entry={entry} />
        ))}
      </ol>
      {lines.length >= LOG_LIMIT && <p className="block-text">只保留最近 {LOG_LIMIT} 条。</p>}
    </>
  )
}

function LogLine(props: { entry: LogEntry }): ReactNode {
  const { entry } = props
  const { world } = useDesk()
  const failed = isFailed(entry)
  return (
    <li>
      <details className={`log-line log-${entry.kind}${failed ? ' log-failed' : ''}`}>
        <summary>
          <time title={sayExact(entry.at)}>{sayClockExact(entry.at)}</time>
          <span className="log-kind">{LOG_KIND[entry.kind]}</span>
          <span className="log-name">
            {entry.name.replace(/^\/cgi-bin\//, '')} <small>{whoseOf(entry, world)}</small>
          </span>
          <span className="log-result">{resultOf(entry)}</span>
        </summary>
        <dl className="facts">
          <Fact name="suite" value={entry.suiteId} />
          <Fact name="corp" value={entry.corpId} />
          <Fact name="用时" value={`${Math.round(entry.ms)} 毫秒`} />
          <Fact name="第几次" value={entry.attempt === undefined ? undefined : String(entry.attempt)} />
          <Fact name="说明" value={entry.note} />
        </dl>
        <Body name="发出" text={entry.sent} />
        <Body name="收到" text={entry.got} />
      </details>
    </li>
  )
}

function Fact(props: { name: string; value: string | undefined }): ReactNode {
  if (props.value === undefined || props.value === '') return null
  return (
    <>
      <dt>{props.name}</dt>
      <dd className="code">{props.value}</dd>
    </>
  )
}

function Body(props: { name: string; text: string | undefined }): ReactNode {
  if (props.text === undefined || props.text === '') return null
  return (
    <figure className="log-body">
      <figcaption>{props.name}</figcaption>
      <pre tabIndex={0}>{readable(props.text)}</pre>
    </figure>
  )
}

/** Name of the app and corp a line is about, where the stand-in knows them. */
function whoseOf(entry: LogEntry, world: WorldView | undefined): string {
  const suite = world?.providers.flatMap((provider) => provider.suites).find((known) => known.suiteId === entry.suiteId)
  const corp = world?.corps.find(
    ({ corpId, openCorpIds }) =>
      entry.corpId !== undefined && [corpId, ...Object.values(openCorpIds)].includes(entry.corpId),
  )
  return [suite?.name, corp?.name].filter((name) => name !== undefined).join(' · ')
}

function resultOf(entry: LogEntry): string {
  if (entry.kind === 'platform') return entry.status === 200 ? '完成' : '未成'
  if (entry.errcode !== undefined && entry.errcode !== 0) return String(entry.errcode)
  return entry.status === 0 ? '无应答' : String(entry.status)
}

function useLog() {
  const { platform } = useDesk()
  const [lines, setLines] = useState<readonly LogEntry[]>([])
  const [trouble, setTrouble] = useState<string>()
  const last = useRef<number>(undefined)
  const read = useCallback(async () => {
    try {
      const after = last.current
      const answer = await platform('log.list', { ...(after === undefined ? {} : { after }), limit: LOG_LIMIT })
      // After a reset of the stand-in its numbers start again: so does this list.
      const isRestarted = after !== undefined && answer.last < after
      last.current = isRestarted ? undefined : answer.last
      setLines((before) => addLines(isRestarted ? [] : before, answer.entries))
      setTrouble(undefined)
    } catch (cause) {
      setTrouble(messageOf(cause))
    }
  }, [platform])
  usePolling(read, POLL_MS)
  return { lines, trouble }
}

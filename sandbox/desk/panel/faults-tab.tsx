import { useState, type ReactNode } from 'react'
import type { FaultKind } from '../../wecom/platform/views'
import { sayExact } from '../state/say-time'
import { useDesk } from '../state/use-desk'
import { useNow } from '../state/use-now'
import { useReading } from '../state/use-reading'
import { Button } from '../ui/button'
import { Choice, TextField } from '../ui/choice'
import { Block, Code } from '../ui/pieces'
import { FAULT_NAME, faultFields, faultInput, saysFault, type FaultDraft } from './fault-draft'

const TARGETS = [
  'callback:*',
  'callback:create_auth',
  'callback:change_auth',
  'callback:cancel_auth',
  'callback:suite_ticket',
  'callback:reset_permanent_code',
  '/cgi-bin/*',
  '/cgi-bin/gettoken',
  '/cgi-bin/service/get_suite_token',
  '/cgi-bin/service/get_permanent_code',
  '/cgi-bin/service/v2/get_permanent_code',
  '/cgi-bin/service/v2/get_auth_info',
  '/cgi-bin/agent/get',
  '/cgi-bin/agent/get_permissions',
  '/cgi-bin/message/send',
]
const KINDS = Object.keys(FAULT_NAME) as readonly FaultKind[]
const START: FaultDraft = {
  target: 'callback:create_auth',
  kind: 'delay',
  times: '1',
  delayMs: '3000',
  errcode: '-1',
  minutes: '10',
}

/** 故障: rules that bend a path or an event. */
export function FaultsTab(): ReactNode {
  const { act, tell } = useDesk()
  const now = useNow(5000) ?? 0
  const [draft, setDraft] = useState(START)
  const { answer, read, put } = useReading('faults.list', {}, 3000)
  const rules = answer?.rules ?? []
  const change = (part: Partial<FaultDraft>) => setDraft({ ...draft, ...part })
  const fields = faultFields(draft.kind)
  const add = async () => {
    const input = faultInput(draft, now)
    if (!input.ok) return tell(input.reason, 'failed')
    await act('faults.set', input.value, '故障规则已加上')
    await read()
  }
  const clear = async (id?: string) => {
    const left = await act(
      'faults.clear',
      id === undefined ? {} : { id },
      id === undefined ? '故障规则已全部清除' : '故障规则已清除',
    )
    if (left) put(left)
  }
  return (
    <>
      <Block title="加一条">
        <TextField
          label="作用于（接口路径或 callback:事件）"
          value={draft.target}
          onChange={(target) => change({ target })}
          list={TARGETS}
        />
        <Choice
          label="怎样出错"
          value={draft.kind}
          options={KINDS.map((kind) => ({ value: kind, label: FAULT_NAME[kind] }))}
          onChoose={(kind) => change({ kind })}
        />
        <div className="fields">
          <TextField
            label="几次（空 = 一直）"
            type="number"
            value={draft.times}
            onChange={(times) => change({ times })}
          />
          {fields.includes('delayMs') && (
            <TextField label="毫秒" type="number" value={draft.delayMs} onChange={(delayMs) => change({ delayMs })} />
          )}
          {fields.includes('errcode') && (
            <TextField
              label="errcode"
              type="number"
              value={draft.errcode}
              onChange={(errcode) => change({ errcode })}
            />
          )}
          {fields.includes('minutes') && (
            <TextField
              label="持续分钟"
              type="number"
              value={draft.minutes}
              onChange={(minutes) => change({ minutes })}
            />
          )}
        </div>
        <div className="row row-end">
          <Button small kind="main" disabled={draft.target.trim() === ''} onPress={add}>
            加上
          </Button>
        </div>
      </Block>
      <Block
        title="生效中"
        aside={
          rules.length > 0 && (
            <Button small onPress={() => clear()}>
              全部清除
            </Button>
          )
        }
      >
        {rules.length === 0 && <p className="block-text">没有故障，企业微信一切正常。</p>}
        <ul className="lines">
          {rules.map((rule) => (
            <li key={rule.id} className="line">
              <span className="line-main">
                <Code>{rule.target}</Code>
                <small>
                  {saysFault(rule)}
                  {rule.untilMs !== undefined && ` · 到 ${sayExact(rule.untilMs).slice(5, 16)}`}
                </small>
              </span>
              <Button small label={`清除 ${rule.target}`} onPress={() => clear(rule.id)}>
                清除
              </Button>
            </li>
          ))}
        </ul>
      </Block>
    </>
  )
}

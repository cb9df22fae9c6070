import { useState, type ReactNode } from 'react'
import type { SuiteView } from '../../wecom/platform/views'
import { KIND_NAME, REVIEW_STATE } from '../manage/say-app'
import { sayAge } from '../state/say-time'
import { useDesk } from '../state/use-desk'
import { useNow } from '../state/use-now'
import { Button } from '../ui/button'
import { TextField } from '../ui/choice'
import { Chip, Code, Fold, type Tone } from '../ui/pieces'
import { CallbackForm } from './callback-form'

/** A suite_ticket counts for thirty minutes (wecom-api §2.1). */
const TICKET_VALID_MS = 30 * 60_000

/**
 * The state of a suite's ticket in words.
 * @param now epoch ms of the stand-in
 */
export function sayTicket(suite: SuiteView, now: number): readonly [string, Tone] {
  if (suite.ticketAt === 0) return ['还没有 ticket', 'attention']
  const age = now - suite.ticketAt
  if (age >= TICKET_VALID_MS) return [`ticket 已过期 · ${sayAge(age)}`, 'attention']
  if (!suite.ticketDelivered) return [`ticket 未送达 · ${sayAge(age)}`, 'attention']
  return [`ticket 已送达 · ${sayAge(age)}`, 'done']
}

/** One suite or template in the provider's console. */
export function SuiteCard(props: { suite: SuiteView }): ReactNode {
  const { suite } = props
  const { act, tell } = useDesk()
  const now = useNow(10_000) ?? suite.ticketAt
  const [ticketWord, ticketTone] = sayTicket(suite, now)
  const [reviewWord, reviewTone] = REVIEW_STATE[suite.review]
  const { suiteId } = suite
  return (
    <article className="thing" aria-label={suite.name}>
      <div className="thing-head">
        <b>{suite.name}</b>
        <Chip tone={reviewTone}>{reviewWord}</Chip>
      </div>
      <div className="thing-sub">
        {KIND_NAME[suite.kind]} <Code>{suiteId}</Code>
      </div>
      {suite.review === 'rejected' && <p className="notice">未通过：{suite.reviewReasons.join('；')}</p>}
      <div className="thing-sub">
        <Chip tone={ticketTone}>{ticketWord}</Chip>
      </div>
      <div className="row">
        <Button small onPress={() => push('console.pushTicket')}>
          推送 ticket
        </Button>
        <Button small hint="作废旧的，生成并推送新的" onPress={() => push('console.refreshTicket')}>
          换新 ticket
        </Button>
        {suite.kind === 'template' && (suite.review === 'draft' || suite.review === 'rejected') && (
          <Button small kind="main" onPress={() => act('console.submitTemplate', { suiteId }, '模板已提交审核')}>
            提交审核
          </Button>
        )}
        {suite.kind === 'template' && suite.review === 'approved' && (
          <Button small kind="main" onPress={() => act('console.launchTemplate', { suiteId }, '模板已上线')}>
            上线
          </Button>
        )}
      </div>
      <Fold title="回调与密钥">
        <dl className="facts">
          <dt>secret</dt>
          <dd>
            <Code>{suite.secret}</Code>
          </dd>
          {suite.dataUrl !== '' && (
            <>
              <dt>数据回调</dt>
              <dd>
                <Code>{suite.dataUrl}</Code>
              </dd>
            </>
          )}
        </dl>
        <CallbackForm suiteId={suiteId} callbackUrl={suite.callbackUrl} />
        {suite.kind === 'signIn' && <MiniProgramLink suite={suite} />}
      </Fold>
    </article>
  )

  async function push(name: 'console.pushTicket' | 'console.refreshTicket'): Promise<void> {
    const answer = await act(name, { suiteId })
    if (answer) tellDelivery(answer)
  }

  function tellDelivery(answer: { delivered: boolean; note: string }): void {
    tell(answer.delivered ? 'ticket 已送达' : `ticket 没有送达：${answer.note}`, answer.delivered ? 'done' : 'failed')
  }
}

function MiniProgramLink(props: { suite: SuiteView }): ReactNode {
  const { suite } = props
  const { act } = useDesk()
  const [appid, setAppid] = useState(suite.miniProgramAppid)
  return (
    <>
      <TextField label="关联的小程序 appid（须已在微信发布）" value={appid} onChange={setAppid} placeholder="wx…" />
      <div className="row row-end">
        <Button
          small
          disabled={appid.trim() === '' || appid === suite.miniProgramAppid}
          onPress={() =>
            act('console.linkMiniProgram', { suiteId: suite.suiteId, appid: appid.trim() }, '小程序已关联')
          }
        >
          关联小程序
        </Button>
      </div>
    </>
  )
}

import { useState, type ReactNode } from 'react'
import { REVIEW_STATE } from '../manage/say-app'
import { sayExact } from '../state/say-time'
import { useDesk } from '../state/use-desk'
import { Button } from '../ui/button'
import { TextField, Tick } from '../ui/choice'
import { Block, Chip, Empty } from '../ui/pieces'
import { reviewables, waitingForReview, type Reviewable } from './waiting-for-review'

const REASONS = [
  '应用名称与实际功能不符',
  '应用说明含极限用语',
  '回调地址无法访问',
  '截图不清晰或与功能无关',
  '缺少必要资质',
]

/** 审核团队: WeCom's reviewers. Their verdict reaches nobody by API. */
export function ReviewTab(): ReactNode {
  const { world, act } = useDesk()
  if (!world) return null
  const waiting = waitingForReview(world)
  const answered = reviewables(world).filter((item) => item.review === 'approved' || item.review === 'rejected')
  return (
    <>
      <Block title="待审核" aside={waiting.length > 0 && <Chip tone="waiting">{waiting.length} 项</Chip>}>
        {waiting.length === 0 ? (
          <Empty title="没有待审核的内容">服务商提交模板或应用以后，会排到这里。真实审核要一到两个工作日。</Empty>
        ) : (
          waiting.map((item) => <ReviewCard key={keyOf(item)} item={item} />)
        )}
      </Block>
      <Tick
        label="到期自动通过"
        note="满两个工作日还没处理的，审核团队自己放行"
        checked={world.reviewsByItself}
        onChange={(on) => void act('review.byItself', { on }, on ? '到期会自动通过' : '每一项都等您来点')}
      />
      {answered.length > 0 && (
        <Block title="最近的结论">
          <ul className="lines">
            {answered.map((item) => (
              <li key={keyOf(item)} className="line">
                <span className="line-main">
                  <b>{item.name}</b>
                  <small>{item.owner}</small>
                  {item.reasons.length > 0 && <small>{item.reasons.join('；')}</small>}
                </span>
                <Chip tone={REVIEW_STATE[item.review][1]}>{REVIEW_STATE[item.review][0]}</Chip>
              </li>
            ))}
          </ul>
        </Block>
      )}
    </>
  )
}

function ReviewCard(props: { item: Reviewable }): ReactNode {
  const { item } = props
  const { act } = useDesk()
  const [reason, setReason] = useState('')
  const key = { suiteId: item.suiteId, ...(item.corpId === undefined ? {} : { corpId: item.corpId }) }
  const reasons = reason
    .split(/[;；\n]/)
    .map((text) => text.trim())
    .filter((text) => text !== '')
  return (
    <article className="thing" aria-label={item.name}>
      <div className="thing-head">
        <b>{item.name}</b>
        <Chip>{item.corpId === undefined ? '模板' : '代开发应用'}</Chip>
      </div>
      <div className="thing-sub">
        {item.owner}
        {item.dueAt !== undefined && ` · ${sayExact(item.dueAt).slice(5, 16)} 前答复`}
      </div>
      <TextField label="不通过的原因（分号隔开多条）" value={reason} onChange={setReason} list={REASONS} />
      <div className="row">
        <Button small kind="main" onPress={() => act('review.approve', key, `「${item.name}」审核通过`)}>
          通过
        </Button>
        <Button
          small
          kind="danger"
          disabled={reasons.length === 0}
          hint="先写原因"
          onPress={() => act('review.reject', { ...key, reasons }, `「${item.name}」未通过`)}
        >
          不通过
        </Button>
      </div>
    </article>
  )
}

function keyOf(item: Reviewable): string {
  return `${item.suiteId}/${item.corpId ?? ''}`
}

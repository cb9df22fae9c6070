import type { ReactNode } from 'react'
import { sayExact, sayWeekday } from '../state/say-time'
import { useDesk } from '../state/use-desk'
import { useNow } from '../state/use-now'
import { Button } from '../ui/button'
import { Segments } from '../ui/choice'
import { Block } from '../ui/pieces'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const JUMPS = [
  { label: '10 分钟', ms: 10 * MINUTE, why: '授权码过期；推送下一张 ticket' },
  { label: '1 小时', ms: HOUR, why: 'ticket 与 2 小时的 token 之间' },
  { label: '1 天', ms: DAY, why: '提醒、审核工作日' },
  { label: '10 天', ms: 10 * DAY, why: '授权二维码过期' },
  { label: '90 天', ms: 90 * DAY, why: '接口许可试用期结束' },
] as const

const SPEEDS = ['0', '1', '60', '600'] as const
type Speed = (typeof SPEEDS)[number]
const SPEED_NAME: Readonly<Record<Speed, string>> = { '0': '暂停', '1': '实时', '60': '60 倍', '600': '600 倍' }

/** 时钟: one clock for WeCom and for us. */
export function ClockTab(): ReactNode {
  const { world, act } = useDesk()
  const now = useNow()
  if (!world || now === undefined) return null
  const speed = SPEEDS.find((known) => Number(known) === world.clock.speed) ?? '1'
  return (
    <>
      <div className="big-clock">
        <time>{sayExact(now).slice(11)}</time>
        <span>
          {sayExact(now).slice(0, 10)} {sayWeekday(now)}
        </span>
      </div>
      <Block title="走多快">
        <Segments
          label="时钟速度"
          value={speed}
          options={SPEEDS.map((value) => ({ value, label: SPEED_NAME[value] }))}
          onChoose={(value) => void act('clock.setSpeed', { speed: Number(value) })}
        />
      </Block>
      <Block title="往前拨">
        <ul className="lines">
          {JUMPS.map((jump) => (
            <li key={jump.label} className="line">
              <span className="line-main">
                <small>{jump.why}</small>
              </span>
              <Button small onPress={() => act('clock.advance', { ms: jump.ms }, `时钟往前拨了 ${jump.label}`)}>
                + {jump.label}
              </Button>
            </li>
          ))}
        </ul>
        <p className="block-text">时钟只能往前走。拨过的时间里到期的事会立即发生，例如推送 ticket。</p>
      </Block>
    </>
  )
}

import { useEffect, useRef, type ReactNode } from 'react'
import type { PanelTab } from '../panel/panel-tabs'
import { usePersisted } from '../state/persisted'
import { useDesk } from '../state/use-desk'
import { Button } from '../ui/button'
import { Icon } from '../ui/icons'
import { actAt, asPlace, catchUp, placeAfter, placeBefore, START, STORY, type Place, type Where } from './steps'

/** What the three worlds are called. */
export const WORLD_NAME: Readonly<Record<Where, string>> = { console: '控制台', phone: '手机', panel: '企业微信侧' }

/**
 * Where the story stands. It moves on by itself when WeCom's side shows that the current act has just happened; somebody who leafs back
 * to what happened long ago may stay there.
 */
export function useStory() {
  const { world } = useDesk()
  const [place, setPlace] = usePersisted<Place>('story', START, asPlace)
  const known = useRef<{ readonly at: Place; readonly ahead: Place }>(undefined)
  useEffect(() => {
    if (!world) return
    const ahead = catchUp(place, world)
    if (!known.current || !isSamePlace(known.current.at, place)) known.current = { at: place, ahead }
    else if (!isSamePlace(known.current.ahead, ahead)) setPlace(ahead)
  }, [world, place, setPlace])
  return { place, setPlace, act: actAt(place) }
}

function isSamePlace(one: Place, other: Place): boolean {
  return one.step === other.step && one.act === other.act
}

/** The strip on top: eight steps, what comes next, and who does it where. */
export function StoryStrip(props: {
  place: Place
  onPlace: (place: Place) => void
  onShow: (where: Where, tab: PanelTab | undefined) => void
}): ReactNode {
  const { place, onPlace, onShow } = props
  const act = actAt(place)
  const before = placeBefore(place)
  const after = placeAfter(place)
  return (
    <nav className="story" aria-label="第一天的故事">
      <ol className="story-steps">
        {STORY.map((step, index) => (
          <li key={step.title}>
            <button
              type="button"
              className={`story-step${index < place.step ? ' story-past' : ''}`}
              aria-current={index === place.step ? 'step' : undefined}
              title={step.title}
              aria-label={`${index + 1} ${step.title}`}
              onClick={() => onPlace({ step: index, act: 0 })}
            >
              <span className="story-dot">{index < place.step ? <Icon name="check" size={14} /> : index + 1}</span>
              <span className="story-name">{step.title}</span>
            </button>
          </li>
        ))}
      </ol>
      {act && (
        <div className="story-now" aria-live="polite">
          <button type="button" className={`story-where where-${act.where}`} onClick={() => onShow(act.where, act.tab)}>
            {WORLD_NAME[act.where]} · {act.who}
          </button>
          <p className="story-text">{act.text}</p>
        </div>
      )}
      <div className="story-buttons">
        <button
          type="button"
          className="icon-button"
          aria-label="上一步"
          disabled={!before}
          onClick={() => before && onPlace(before)}
        >
          <Icon name="back" size={18} />
        </button>
        <Button small kind="main" disabled={!after} onPress={() => after && onPlace(after)}>
          {after ? '下一步' : '故事讲完了'}
        </Button>
      </div>
    </nav>
  )
}

import { aCorp, anApp, aWorld } from '../testing/a-world'
import { actAt, asPlace, catchUp, placeAfter, placeBefore, START, STORY, type Place } from './steps'

const worldWith = (...apps: ReturnType<typeof anApp>[]) => aWorld({ corps: [aCorp({ apps })] })

describe('the story strip', () => {
  it('has the eight steps of the first day, each saying who does what where', () => {
    expect(STORY).toHaveLength(8)
    for (const act of STORY.flatMap((step) => step.acts)) {
      expect(act.who).not.toBe('')
      expect(act.text).not.toContain('！')
      expect(act.where === 'panel').toBe(act.tab !== undefined)
    }
  })

  it('is walked forwards and backwards through every act', () => {
    const forwards: Place[] = []
    for (let place: Place | undefined = START; place; place = placeAfter(place)) forwards.push(place)
    const backwards: Place[] = []
    for (let place = forwards.at(-1); place; place = placeBefore(place)) backwards.push(place)
    expect(forwards).toHaveLength(STORY.reduce((sum, step) => sum + step.acts.length, 0))
    expect(backwards.reverse()).toEqual(forwards)
  })

  it('stays where nothing has happened yet', () => {
    expect(catchUp(START, aWorld())).toEqual(START)
    expect(catchUp({ step: 2, act: 0 }, aWorld())).toEqual({ step: 2, act: 0 })
  })

  it('moves on when the authorisation is seen, and waits where only a person can tell', () => {
    expect(catchUp({ step: 2, act: 0 }, worldWith(anApp()))).toEqual({ step: 3, act: 0 })
  })

  it('carries along what only a person can tell, once something after it is seen', () => {
    expect(catchUp(START, worldWith(anApp()))).toEqual({ step: 3, act: 0 })
    expect(catchUp(START, worldWith(anApp({ publish: 2 })))).toEqual({ step: 5, act: 3 })
  })

  it('carries earlier acts of a step along', () => {
    const world = worldWith(anApp({ kind: 'signIn', publish: undefined }))
    expect(catchUp({ step: 1, act: 0 }, world)).toEqual({ step: 2, act: 0 })
  })

  it('follows an app from development to launch', () => {
    expect(catchUp({ step: 4, act: 0 }, worldWith(anApp({ publish: 1 })))).toEqual({ step: 4, act: 1 })
    expect(catchUp({ step: 5, act: 0 }, worldWith(anApp({ publish: 1, review: 'submitted' })))).toEqual({
      step: 5,
      act: 1,
    })
    expect(catchUp({ step: 5, act: 0 }, worldWith(anApp({ publish: 1, review: 'approved' })))).toEqual({
      step: 5,
      act: 2,
    })
    expect(catchUp({ step: 5, act: 0 }, worldWith(anApp({ publish: 2 })))).toEqual({ step: 5, act: 3 })
  })

  it('does not count an app whose corp left', () => {
    expect(catchUp({ step: 2, act: 0 }, worldWith(anApp({ status: 'cancelled' })))).toEqual({ step: 2, act: 0 })
  })

  it('restores only a place that exists', () => {
    expect(asPlace({ step: 4, act: 2 })).toEqual({ step: 4, act: 2 })
    expect(asPlace({ step: 99, act: 0 })).toBeUndefined()
    expect(asPlace(null)).toBeUndefined()
    expect(actAt({ step: 0, act: 5 })).toBeUndefined()
  })
})

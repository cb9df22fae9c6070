/** @jest-environment jsdom */
import { fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { nextIndex, Tabs } from './tabs'

const TABS = [
  { id: 'one', label: '一' },
  { id: 'two', label: '二', badge: 120 },
  { id: 'three', label: '三' },
] as const

function Example() {
  const [current, setCurrent] = useState<'one' | 'two' | 'three'>('one')
  return (
    <Tabs label="例子" className="x" tabs={TABS} current={current} onChoose={setCurrent}>
      <p>{current}</p>
    </Tabs>
  )
}

describe('tabs', () => {
  it('are one stop of the Tab key, and arrows move and choose', () => {
    render(<Example />)
    const [one, two, three] = screen.getAllByRole('tab')
    expect([one, two, three].map((tab) => tab?.tabIndex)).toEqual([0, -1, -1])
    fireEvent.keyDown(one as HTMLElement, { key: 'ArrowRight' })
    expect(document.activeElement).toBe(two)
    expect(two?.getAttribute('aria-selected')).toBe('true')
    fireEvent.keyDown(two as HTMLElement, { key: 'End' })
    expect(screen.getByRole('tabpanel').textContent).toBe('three')
  })

  it('say in words what a badge counts, and cut large numbers', () => {
    render(<Example />)
    expect(screen.getByRole('tab', { name: /二/ }).textContent).toBe('二99+ 项待处理')
  })

  it.each([
    ['ArrowRight', 2, 0],
    ['ArrowLeft', 0, 2],
    ['Home', 2, 0],
    ['End', 0, 2],
    ['Enter', 1, undefined],
  ])('after %s on tab %i go to %s', (key, index, next) => {
    expect(nextIndex(key, index, 3)).toBe(next)
  })
})

/** @jest-environment jsdom */
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { anApp, aProvider, aSuite, aWorld } from '../testing/a-world'
import { renderDesk } from '../testing/render-desk'
import { ReviewTab } from './review-tab'

const world = aWorld({
  providers: [aProvider({ suites: [aSuite({ apps: [anApp({ publish: 1, review: 'submitted' })] })] })],
})
const KEY = { suiteId: anApp().suiteId, corpId: anApp().corpId }

describe("the review team's tab", () => {
  it('approves an app of a corp', async () => {
    const calls = await renderDesk(<ReviewTab />, world)
    fireEvent.click(await screen.findByRole('button', { name: '通过' }))
    await waitFor(() => expect(calls.made).toEqual([{ name: 'review.approve', input: KEY }]))
  })

  it('rejects only with reasons, several when they are separated', async () => {
    const calls = await renderDesk(<ReviewTab />, world)
    const reject = await screen.findByRole('button', { name: '不通过' })
    expect((reject as HTMLButtonElement).disabled).toBe(true)
    fireEvent.change(screen.getByLabelText(/不通过的原因/), { target: { value: '名称不符； 截图不清晰；' } })
    fireEvent.click(reject)
    await waitFor(() =>
      expect(calls.made).toEqual([{ name: 'review.reject', input: { ...KEY, reasons: ['名称不符', '截图不清晰'] } }]),
    )
  })

  it('says how a list gets filled when it is empty', async () => {
    await renderDesk(<ReviewTab />, aWorld())
    await screen.findByText('没有待审核的内容')
  })
})

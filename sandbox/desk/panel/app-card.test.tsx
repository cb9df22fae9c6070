/** @jest-environment jsdom */
import { fireEvent, screen, waitFor } from '@testing-library/react'
import type { AppView } from '../../wecom/platform/views'
import { anApp, aWorld, MONDAY } from '../testing/a-world'
import { renderDesk } from '../testing/render-desk'
import { AppCard } from './app-card'

const KEY = { suiteId: anApp().suiteId, corpId: anApp().corpId }
const show = (change: Partial<AppView>) => renderDesk(<AppCard app={anApp(change)} />, aWorld())
const nextButtons = () =>
  screen
    .getAllByRole('button')
    .map((button) => button.textContent)
    .slice(0, 2)

describe('a customised app in the provider console', () => {
  it.each<[Partial<AppView>, string]>([
    [{ publish: 0 }, '开始代开发应用'],
    [{ publish: 1, review: 'draft' }, '提交上线审核'],
    [{ publish: 1, review: 'rejected', reviewReasons: ['名称不符'] }, '提交上线审核'],
    [{ publish: 1, review: 'approved' }, '上线应用'],
    [{ publish: 2, review: 'launched' }, '编辑（产生新草稿）'],
    [{ publish: 3, review: 'draft' }, '提交上线审核'],
  ])('in state %j offers %s next', async (change, next) => {
    await show(change)
    expect(nextButtons()[0]).toBe(next)
  })

  it('waits for the reviewers without a button to press', async () => {
    await show({ publish: 1, review: 'submitted' })
    expect(screen.queryByRole('button', { name: '提交上线审核' })).toBeNull()
    screen.getByText('等审核团队处理')
  })

  it('applies for the whole ticked set, starting from what is granted', async () => {
    const calls = await show({ publish: 1, permissions: ['contact:sensitive:user_name'] })
    fireEvent.click(screen.getByRole('button', { name: '申请权限' }))
    fireEvent.click(await screen.findByLabelText(/^审批/))
    fireEvent.click(screen.getByRole('button', { name: '保存，通知客户确认' }))
    await waitFor(() =>
      expect(calls.made).toEqual([
        {
          name: 'console.requestPermissions',
          input: { ...KEY, permissions: ['contact:sensitive:user_name', 'approval:base:base'] },
        },
      ]),
    )
  })

  it('says what a request waits for', async () => {
    await show({
      publish: 1,
      requests: [{ requestId: 'r', permissions: ['approval:base:base'], status: 'open', at: MONDAY }],
    })
    screen.getByText('有 1 项等客户确认')
    screen.getByText('等待确认：审批')
  })
})

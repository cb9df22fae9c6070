import { act, fireEvent, render, screen, within } from '@testing-library/react'
import { DataTable } from './data-table'
import { DiffView } from './diff-view'
import { FilterBar } from './filter-bar'
import { FindingRow } from './finding-row'
import { Pager } from './pager'
import { personName, PersonLine } from './party-line'
import { PermissionRow } from './permission-row'
import { StateChip } from './state-chip'
import { StepTracker } from './step-tracker'
import { Timeline } from './timeline'
import { TodoCard } from './todo-card'

const HOUR = 3_600_000

describe('a state chip', () => {
  it('says the state in a word, and what it rests on', () => {
    render(<StateChip mood="done" word="已上线" basis="observed" at={Date.now() - 2 * HOUR} />)
    expect(screen.getByText('已上线')).toBeTruthy()
    expect(screen.getByText('已观察').getAttribute('title')).toContain('从企业微信')
    expect(screen.getByText('2 小时前')).toBeTruthy()
  })
})

describe('a step tracker', () => {
  const steps = [
    { id: 'a', name: '确认授权', state: 'done' as const, basis: 'observed' as const, at: Date.now() },
    { id: 'b', name: '读到授权信息', state: 'attention' as const, note: '出口 IP 不在白名单' },
    { id: 'c', name: '验证可用', state: 'ahead' as const },
  ]

  it('is an ordered list whose states are words, not colours alone', () => {
    render(<StepTracker label="连接进度" steps={steps} />)
    const items = within(screen.getByRole('list', { name: '连接进度' })).getAllByRole('listitem')
    expect(items.map((item) => item.textContent)).toEqual([
      expect.stringContaining('确认授权（已完成）'),
      expect.stringContaining('读到授权信息（需要处理）出口 IP 不在白名单'),
      expect.stringContaining('验证可用（未开始）'),
    ])
  })

  it('tells the sentence that matters below when steps stand side by side', () => {
    render(<StepTracker across label="连接进度" steps={steps} />)
    expect(screen.getAllByText('出口 IP 不在白名单')).toHaveLength(1)
    expect(screen.getByRole('list').textContent).not.toContain('出口')
  })
})

describe('a table', () => {
  const columns = [
    { id: 'name', title: '客户', cell: (row: { name: string; count: number }) => row.name },
    { id: 'count', title: '应用', align: 'right' as const, cell: (row: { count: number }) => String(row.count) },
  ]

  it('names its rows and columns, and gives cells their column’s name for the narrow form', () => {
    render(
      <DataTable label="客户" columns={columns} rows={[{ name: '华东零售', count: 2 }]} idOf={(row) => row.name} />,
    )
    expect(screen.getByRole('table', { name: '客户' })).toBeTruthy()
    expect(screen.getByRole('rowheader', { name: '华东零售' })).toBeTruthy()
    expect(screen.getByRole('cell', { name: '2' }).getAttribute('data-title')).toBe('应用')
  })
})

describe('a filter bar', () => {
  it('asks once typing has settled, with trimmed text', () => {
    jest.useFakeTimers()
    const onChange = jest.fn()
    render(<FilterBar searchLabel="搜索客户" values={{ q: '' }} onChange={onChange} />)
    const field = screen.getByRole('searchbox', { name: '搜索客户' })
    fireEvent.change(field, { target: { value: '华' } })
    fireEvent.change(field, { target: { value: '华东 ' } })
    act(() => void jest.advanceTimersByTime(299))
    expect(onChange).not.toHaveBeenCalled()
    act(() => void jest.advanceTimersByTime(1))
    expect(onChange.mock.calls).toEqual([[{ q: '华东' }]])
    jest.useRealTimers()
  })

  it('follows the address when it changes elsewhere', () => {
    const bar = (q: string) => <FilterBar searchLabel="搜索客户" values={{ q }} onChange={() => undefined} />
    const { rerender } = render(bar('华东'))
    rerender(bar(''))
    expect((screen.getByRole('searchbox') as HTMLInputElement).value).toBe('')
  })
})

describe('a pager', () => {
  it('is not there when there is one page', () => {
    const { container } = render(<Pager />)
    expect(container.textContent).toBe('')
  })
})

describe('a person', () => {
  it('has a declared name with its basis, else her role and the end of her id', () => {
    render(<PersonLine name="李想" />)
    expect(screen.getByText('姓名已申报')).toBeTruthy()
    expect(personName({ openUserId: 'wo_abcd3f2a', role: '管理员' })).toBe('管理员 ··3f2a')
  })
})

describe('rows with a choice or a finding', () => {
  it('offers a switch for an optional permission and none for a must-have', () => {
    const onChoose = jest.fn()
    const words = { name: '读取客户联系记录', reason: '计算多久没联系', consequence: '没有跟进提醒' }
    render(
      <ul>
        <PermissionRow {...words} mustHave={false} chosen={false} onChoose={onChoose} />
        <PermissionRow {...words} mustHave onChoose={onChoose} />
      </ul>,
    )
    const switches = screen.getAllByRole('switch')
    expect(switches).toHaveLength(1)
    fireEvent.click(switches[0] as HTMLElement)
    expect(onChoose).toHaveBeenCalledWith(true)
  })

  it('tells blockers and advice apart in words, and quotes the rule', () => {
    render(
      <ul>
        <FindingRow kind="blocker" what="名称过长" mend="删到 10 字以内" rule="S0-11" value="13 字" limit="10 字" />
        <FindingRow kind="advice" what="没有截图" mend="加一张截图" rule="S0-15" />
      </ul>,
    )
    expect(screen.getByText('必须修改：名称过长')).toBeTruthy()
    expect(screen.getByText('建议：没有截图')).toBeTruthy()
    expect(screen.getByText('S0-11')).toBeTruthy()
  })
})

describe('what changed and what happened', () => {
  it('says in words what a diff’s colours say', () => {
    render(<DiffView label="权限变化" lines={[{ id: 'a', name: '通讯录', difference: 'added' }]} />)
    expect(screen.getByRole('list', { name: '权限变化' }).textContent).toBe('新增通讯录')
  })

  it('shows who, when and on what ground', () => {
    render(
      <Timeline label="历史" entries={[{ id: '1', at: Date.now(), what: '授权', who: '李想', basis: 'declared' }]} />,
    )
    expect(screen.getByRole('list', { name: '历史' }).textContent).toBe('授权刚刚李想已申报')
  })

  it('gives a to-do who asks, why, what breaks without it and since when', () => {
    render(
      <TodoCard
        title="确认权限"
        asker="云起科技"
        why="用于提醒"
        consequence="没有提醒"
        since={Date.now()}
        action={<button>去确认</button>}
      />,
    )
    const text = screen.getByRole('article').textContent
    for (const part of ['确认权限', '云起科技', '用于提醒', '没有提醒', '提出于']) expect(text).toContain(part)
  })
})

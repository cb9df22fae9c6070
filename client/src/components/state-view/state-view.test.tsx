import { act, fireEvent, render, screen } from '@testing-library/react'
import { AppError, STATUS_OF, type ErrorCode } from '@shared/kernel/errors'
import { faultWords } from './fault-words'
import { FaultState, Loaded, Loading } from './index'

describe('a wait', () => {
  it('shows bones only after 200 ms, so that quick answers do not flicker', () => {
    jest.useFakeTimers()
    render(<Loading />)
    act(() => void jest.advanceTimersByTime(199))
    expect(screen.queryByText('正在加载')).toBeNull()
    act(() => void jest.advanceTimersByTime(1))
    expect(screen.getByText('正在加载')).toBeTruthy()
    jest.useRealTimers()
  })
})

describe('a failure', () => {
  it.each(Object.keys(STATUS_OF) as ErrorCode[])('has words for %s', (code) => {
    const { title, words } = faultWords(new AppError(code, 'for logs'))
    expect(title).not.toBe('')
    expect(words).not.toContain('for logs')
  })

  it('prefers the server’s sentence and shows a number to quote', () => {
    const error = new AppError('NOT_FOUND', 'x', { userMessage: '邀请不存在', details: { requestId: 'r-42' } })
    render(<FaultState error={error} />)
    expect(screen.getByText('邀请不存在')).toBeTruthy()
    expect(screen.getByText('编号 NOT_FOUND·r-42')).toBeTruthy()
  })

  it('offers another try only where one may help', () => {
    const onRetry = jest.fn()
    const { rerender } = render(<FaultState error={new AppError('FORBIDDEN', 'x')} onRetry={onRetry} />)
    expect(screen.queryByRole('button')).toBeNull()
    rerender(<FaultState error={new AppError('WECOM_UNAVAILABLE', 'x')} onRetry={onRetry} />)
    fireEvent.click(screen.getByRole('button', { name: '再试一次' }))
    expect(onRetry).toHaveBeenCalledTimes(1)
  })

  it('does not blame the person for a lost network', () => {
    expect(faultWords(new AppError('INTERNAL', 'x', { details: { offline: true } })).title).toBe('连不上服务器')
  })
})

describe('what was read', () => {
  it('stays on the page while a refresh fails, under a strip that says so', () => {
    const reading = {
      data: '第一版',
      error: new AppError('INTERNAL', 'x', { details: { offline: true } }),
      refetch: jest.fn(),
    }
    render(<Loaded reading={reading}>{(data) => <p>{data}</p>}</Loaded>)
    expect(screen.getByText('第一版')).toBeTruthy()
    expect(screen.getByText(/下面是之前的内容/)).toBeTruthy()
  })
})

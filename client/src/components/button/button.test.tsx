import { act, fireEvent, render, screen } from '@testing-library/react'
import { Button } from './index'

describe('a button', () => {
  it('takes one press at a time and says that it is busy', async () => {
    let finish = () => undefined as void
    const onPress = jest.fn(() => new Promise<void>((resolve) => (finish = resolve)))
    render(<Button onPress={onPress}>生成邀请</Button>)
    const button = screen.getByRole('button', { name: '生成邀请' })
    fireEvent.click(button)
    fireEvent.click(button)
    expect(onPress).toHaveBeenCalledTimes(1)
    expect(button.getAttribute('aria-busy')).toBe('true')
    await act(async () => finish())
    expect(button.getAttribute('aria-busy')).toBeNull()
    fireEvent.click(button)
    expect(onPress).toHaveBeenCalledTimes(2)
    await act(async () => finish())
  })

  it('does nothing while disabled', () => {
    const onPress = jest.fn()
    render(
      <Button disabled onPress={onPress}>
        打开
      </Button>,
    )
    fireEvent.click(screen.getByRole('button', { name: '打开' }))
    expect(onPress).not.toHaveBeenCalled()
  })

  it('keeps its name when only the drawing is seen', () => {
    render(
      <Button icon="close" iconOnly>
        关闭
      </Button>,
    )
    expect(screen.getByRole('button', { name: '关闭' })).toBeTruthy()
  })
})

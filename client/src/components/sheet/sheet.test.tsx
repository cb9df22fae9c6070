import { act, fireEvent, render, screen } from '@testing-library/react'
import { AppError } from '@shared/kernel/errors'
import { ConfirmSheet, type ConfirmSheetProps } from '../confirm-sheet'

beforeAll(() => {
  // jsdom knows the element, not its modal state.
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true
  }
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
    this.open = false
  }
})

const open = (props: Partial<ConfirmSheetProps> = {}) => {
  const onConfirm = jest.fn(() => Promise.resolve())
  const onClose = jest.fn()
  const all = {
    open: true,
    title: '作废给华东零售的邀请？',
    act: '作废',
    effects: ['链接立即失效'],
    onConfirm,
    onClose,
    ...props,
  }
  render(<ConfirmSheet {...all} />)
  return all
}

describe('a confirm sheet', () => {
  it('is a dialog named by its question that says what will happen', () => {
    open()
    expect(screen.getByRole('dialog', { name: '作废给华东零售的邀请？' })).toBeTruthy()
    expect(screen.getByText('链接立即失效')).toBeTruthy()
  })

  it('closes once the act has succeeded', async () => {
    const { onConfirm, onClose } = open()
    await act(async () => fireEvent.click(screen.getByRole('button', { name: '作废' })))
    expect(onConfirm).toHaveBeenCalledTimes(1)
    expect(onClose).toHaveBeenCalledTimes(1)
  })

  it('stays open and says why when the act failed', async () => {
    const refusal = new AppError('CONFLICT', 'changed', { userMessage: '李明刚刚改过这份邀请' })
    const { onClose } = open({ onConfirm: () => Promise.reject(refusal) })
    await act(async () => fireEvent.click(screen.getByRole('button', { name: '作废' })))
    expect(screen.getByRole('alert').textContent).toBe('李明刚刚改过这份邀请')
    expect(onClose).not.toHaveBeenCalled()
  })

  it('asks for the typed word before what cannot be undone', () => {
    open({ typed: '华东零售' })
    const button = screen.getByRole('button', { name: '作废' })
    expect((button as HTMLButtonElement).disabled).toBe(true)
    fireEvent.change(screen.getByLabelText('请输入“华东零售”以确认'), { target: { value: '华东零售' } })
    expect((button as HTMLButtonElement).disabled).toBe(false)
  })

  it('gives the focus back to what opened it', () => {
    const opener = document.body.appendChild(document.createElement('button'))
    opener.focus()
    const sheet = (isOpen: boolean) => (
      <ConfirmSheet
        open={isOpen}
        title="作废？"
        act="作废"
        effects={[]}
        onConfirm={() => Promise.resolve()}
        onClose={() => undefined}
      />
    )
    const { rerender } = render(sheet(true))
    screen.getByRole('button', { name: '先不' }).focus()
    expect(document.activeElement).not.toBe(opener)
    rerender(sheet(false))
    expect(document.activeElement).toBe(opener)
    opener.remove()
  })

  it('closes on Esc', () => {
    const { onClose } = open()
    fireEvent(screen.getByRole('dialog'), new Event('cancel', { cancelable: true }))
    expect(onClose).toHaveBeenCalledTimes(1)
  })
})

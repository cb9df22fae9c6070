import { fireEvent, render, screen } from '@testing-library/react'
import { useState } from 'react'
import { TextField } from './index'
import { countOf, type TextFieldProps } from './props'

function Field(props: Partial<TextFieldProps>) {
  const [value, setValue] = useState(props.value ?? '')
  return <TextField label="客户名称" {...props} value={value} onChange={setValue} />
}

describe('a text field', () => {
  it('is found by its label and hands on what is typed', () => {
    render(<Field />)
    const input = screen.getByLabelText('客户名称')
    fireEvent.change(input, { target: { value: '华东零售' } })
    expect((input as HTMLInputElement).value).toBe('华东零售')
  })

  it('counts 字, not code units, and keeps what is too long', () => {
    render(<Field max={3} value="𠮷野家店" />)
    expect(screen.getByText('4/3 字')).toBeTruthy()
    expect(countOf('  e\u0301  ')).toBe(1)
  })

  it('ties the error to the field and announces it', () => {
    render(<Field error="请填写客户名称" id="name" />)
    const input = screen.getByLabelText('客户名称')
    expect(input.getAttribute('aria-invalid')).toBe('true')
    const help = document.getElementById(input.getAttribute('aria-describedby') ?? '')
    expect(help?.textContent).toBe('请填写客户名称')
    expect(help?.getAttribute('aria-live')).toBe('polite')
  })

  it('sends on Enter, but not while a word is being composed', () => {
    const onSubmit = jest.fn()
    render(<Field onSubmit={onSubmit} />)
    const input = screen.getByLabelText('客户名称')
    fireEvent.keyDown(input, { key: 'Enter', isComposing: true })
    expect(onSubmit).not.toHaveBeenCalled()
    fireEvent.keyDown(input, { key: 'Enter' })
    expect(onSubmit).toHaveBeenCalledTimes(1)
  })
})

import { fireEvent, render, screen } from '@testing-library/react'
import { ErrorBoundary } from './index'

it('shows words and another try where drawing failed, and recovers', () => {
  // React itself reports the fault to the console; here it is meant.
  const report = jest.spyOn(console, 'error').mockImplementation(() => undefined)
  let isBroken = true
  const Page = () => {
    if (isBroken) throw new Error('a newer server sent something odd')
    return <p>内容</p>
  }
  render(
    <ErrorBoundary>
      <Page />
    </ErrorBoundary>,
  )
  expect(screen.getByRole('alert').textContent).toContain('页面遇到了意外的问题')
  isBroken = false
  fireEvent.click(screen.getByRole('button', { name: '再试一次' }))
  expect(screen.getByText('内容')).toBeTruthy()
  expect(report).toHaveBeenCalled()
})

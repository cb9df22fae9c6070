import { Component, type ReactNode } from 'react'
import { FaultState } from '../state-view'

/** What a page shows when drawing it failed: words and another try instead of nothing. React knows this only as a class. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state: { error: unknown } = { error: undefined }

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error: error ?? new Error('drawing failed') }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === undefined) return this.props.children
    return <FaultState error={error} onRetry={() => this.setState({ error: undefined })} />
  }
}

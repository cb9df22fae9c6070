import { QueryClientProvider } from '@tanstack/react-query'
import type { PropsWithChildren } from 'react'
import './platform/labels'
import { queryClient } from './platform/query'
import './app.scss'

/** The root of every page in both targets. */
export default function App({ children }: PropsWithChildren) {
  return <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
}

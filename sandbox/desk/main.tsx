import { createRoot } from 'react-dom/client'
import { App } from './app'
import { readDeskConfig } from './config'
import { connectPlatform } from './state/platform'
import { DeskProvider } from './state/use-desk'
import './styles/desk.css'

declare global {
  interface Window {
    /** Left by `/desk/config.js`. */
    ACCORD_DESK?: unknown
  }
}

const root = document.getElementById('desk')
if (!root) throw new Error('the page has no #desk')

const config = readDeskConfig(window.ACCORD_DESK, window.location.origin)

createRoot(root).render(
  <DeskProvider config={config} platform={connectPlatform(config.wecomBase, window.fetch.bind(window))}>
    <App />
  </DeskProvider>,
)

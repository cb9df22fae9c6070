import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import axe from 'axe-core'
import type { Frame, Page } from 'playwright-core'

/** Writes `.accord/screenshots/NAME.png` and gives its path. `fullPage` follows the page below the fold. */
export async function screenshot(page: Page, name: string, options: { fullPage?: boolean } = {}): Promise<string> {
  const folder = resolve('.accord/screenshots')
  await mkdir(folder, { recursive: true })
  const path = resolve(folder, `${name}.png`)
  await page.screenshot({ path, fullPage: options.fullPage ?? false })
  return path
}

/** One thing axe holds against a page. */
export interface AxeFinding {
  readonly rule: string
  readonly impact: string
  readonly help: string
  /** HTML of the elements, at most three. */
  readonly where: readonly string[]
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

async function scanFrame(frame: Frame): Promise<AxeFinding[]> {
  // By the debugger, not by a script element: a strict content security policy stays in force.
  await frame.evaluate(axe.source)
  const results = await frame.evaluate((tags) => {
    const { axe: here } = globalThis as unknown as { axe: typeof axe }
    return here.run(document, { runOnly: { type: 'tag', values: tags }, iframes: false, resultTypes: ['violations'] })
  }, TAGS)
  return results.violations.map((violation) => ({
    rule: violation.id,
    impact: violation.impact ?? 'unknown',
    help: violation.help,
    where: violation.nodes.slice(0, 3).map((node) => node.html),
  }))
}

/** Serious and critical findings of axe (WCAG 2.2 A and AA) in the page and all its frames; R10 wants none. */
export async function axeScan(page: Page): Promise<readonly AxeFinding[]> {
  const found: AxeFinding[] = []
  for (const frame of page.frames()) if (frame.url() !== 'about:blank') found.push(...(await scanFrame(frame)))
  return found.filter((finding) => finding.impact === 'serious' || finding.impact === 'critical')
}

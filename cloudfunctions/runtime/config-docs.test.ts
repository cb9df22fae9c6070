import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CONFIG_NAMES } from './config'

const docs = readFileSync('docs/operations.md', 'utf8')

/** Events that the functions log as a warning or an error, from their source. */
function alarms(): string[] {
  const files = readdirSync('cloudfunctions', { recursive: true, encoding: 'utf8' })
  const sources = files.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  return sources.flatMap((name) =>
    [...readFileSync(join('cloudfunctions', name), 'utf8').matchAll(/\blog\.(?:warn|error)\(\s*'([^']+)'/g)].map(
      (found) => found[1] ?? '',
    ),
  )
}

describe('docs/operations.md', () => {
  it.each(CONFIG_NAMES)('explains the setting %s', (name) => {
    expect(docs).toContain(`\`${name}\``)
  })

  it('explains every alarm of the functions, and none that does not exist', () => {
    const raised = [...new Set(alarms())].sort()
    expect(raised.length).toBeGreaterThan(5)
    const explained = [...docs.matchAll(/^\| `([A-Za-z.]+)` \| (?:error|warn) \|/gm)].map((found) => found[1] ?? '')
    // Written straight to stderr: the function has no log yet when it cannot start.
    expect(explained.filter((event) => event !== 'function.failed').sort()).toEqual(raised)
  })
})

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { CLIENT_VERSION } from './environment'

it('says the version that is released', () => {
  const text = readFileSync(path.join(__dirname, '../../../package.json'), 'utf8')
  expect((JSON.parse(text) as { version: string }).version).toBe(CLIENT_VERSION)
})

import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { loadModule } from './load-module'

const FOLDER = '.accord/cache/load-module-test'

beforeEach(() => mkdirSync(FOLDER, { recursive: true }))
afterEach(() => rmSync(FOLDER, { recursive: true }))

describe('loading a module by its path', () => {
  it('compiles TypeScript and follows aliases', async () => {
    writeFileSync(`${FOLDER}/a.ts`, "export { AppError } from '@shared/kernel/errors'\nexport const two: number = 2")
    const loaded = await loadModule(`${FOLDER}/a.ts`)
    expect(Object.keys(loaded).sort()).toEqual(['AppError', 'two'])
  })

  it('says what does not compile', async () => {
    writeFileSync(`${FOLDER}/b.ts`, "import './absent'")
    await expect(loadModule(`${FOLDER}/b.ts`)).rejects.toThrow('Could not resolve "./absent"')
  })
})

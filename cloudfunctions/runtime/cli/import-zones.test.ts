interface ZonePlugin {
  refusal(file: string, source: string, isType?: boolean): string | undefined
}
const { refusal } = jest.requireActual<ZonePlugin>('../../../.eslint/plugin.js')

describe('import zones', () => {
  it.each([
    ['shared/domain/x/decide.ts', '@cloud/store/store'],
    ['shared/domain/x/decide.ts', 'node:fs'],
    ['shared/domain/x/decide.ts', 'lmdb'],
    ['cloudfunctions/services/inbox/list.ts', '../../api/index'],
    ['cloudfunctions/services/inbox/list.ts', '@cloud/api/index'],
    ['cloudfunctions/services/inbox/list.ts', '../../runtime/services'],
    ['cloudfunctions/api/index.ts', '../web/index'],
    ['cloudfunctions/callback/index.ts', '../api/sign-in'],
    ['cloudfunctions/store/embedded.ts', '../services/inbox/list'],
    ['cloudfunctions/wecom/client.ts', '../runtime/config'],
    ['cloudfunctions/api/index.ts', '@sandbox/wecom/server'],
    ['client/src/features/invitation/list.ts', '../license/list'],
    ['client/src/features/invitation/list.ts', '@/features/license/list'],
    ['client/src/features/invitation/list.ts', '@/console/fleet/index'],
    ['client/src/components/button/index.tsx', '../../platform/call'],
    ['client/src/pages/launch/index.tsx', '@cloud/api/index'],
    ['sandbox/wecom/server.ts', '../../shared/kernel/errors'],
    ['cloudfunctions/api/index.ts', '@cloud/services/sign-in'],
  ])('%s may not import %s', (file, source) => {
    expect(refusal(file, source)).toEqual(expect.any(String))
  })

  it.each([
    ['shared/domain/x/decide.ts', '../../kernel/errors'],
    ['shared/contract/x.ts', 'valibot'],
    ['shared/domain/x/decide.test.ts', 'fast-check'],
    ['cloudfunctions/services/inbox/list.ts', '../../runtime/clock'],
    ['cloudfunctions/services/inbox/list.ts', '@shared/domain/invitation/decide'],
    ['cloudfunctions/api/index.ts', '../services/inbox/list'],
    ['cloudfunctions/api/actions/x.ts', '../access'],
    ['cloudfunctions/wecom/client.test.ts', '@sandbox/wecom/server'],
    ['client/src/features/invitation/list.ts', './item'],
    ['client/src/features/invitation/list.ts', '../invitation/item'],
    ['client/src/pages/launch/index.tsx', '@/features/session/use-session'],
    ['sandbox/server.ts', '@cloud/runtime/services'],
  ])('%s may import %s', (file, source) => {
    expect(refusal(file, source)).toBeUndefined()
  })

  it('lets a service know the type of what it may not construct', () => {
    expect(refusal('cloudfunctions/services/services.ts', '../runtime/config', true)).toBeUndefined()
    expect(refusal('cloudfunctions/services/services.ts', '../api/edge', true)).toEqual(expect.any(String))
  })
})

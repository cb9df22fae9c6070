import type { AgentId, CorpId, ProviderId, SuiteId } from '@shared/wecom/ids'
import { openTestServices, seedSuite, type TestServices } from '@sandbox/testing/test-services'
import { corpAuthDocId, corpAuths, type CorpAuthRecord } from '../../store/collections/corp'
import { insert } from '../../store/store'
import type { AuthInfo } from '../../wecom/client'
import { permanentCodePlace } from '../registry/credentials'
import { changeCorpAuth } from './change-corp-auth'
import { observeApp } from './observe-app'

const APP = {
  providerId: 'yunqi' as ProviderId,
  suiteId: seedSuite('yunqi', 'template').suiteId as SuiteId,
  authCorpId: 'wpACORP' as CorpId,
}
const INFO: AuthInfo = { corpName: '旧名', isVerified: true }

describe('looking at an app', () => {
  let world: TestServices
  beforeEach(async () => {
    world = await openTestServices()
    const auth: CorpAuthRecord = {
      ...APP,
      kind: 'template',
      generation: 1,
      status: 'active',
      corpName: '华东零售',
      agentId: 1000002 as AgentId,
      authEventAt: world.clock.now(),
      setup: { doneAt: {} },
      secretVersion: 1,
      permanentCode: world.services.sealer.seal('old', permanentCodePlace(APP)),
    }
    await world.services.store.commit([insert(corpAuths, corpAuthDocId(APP), auth)])
  })
  afterEach(() => world.close())

  it('with the code of an install that is over changes nothing of the new one, and looks again', async () => {
    const { services } = world
    const wecom = {
      ...services.wecom,
      // While WeCom answers about the old install, the new one is recorded.
      readAuthInfo: async () => {
        await changeCorpAuth(services, APP, { type: 'secretReset' })
        return INFO
      },
      readAgent: () => Promise.resolve({ agentId: 1000002 as AgentId, name: '应用', isClosed: true }),
    }
    const handled = await observeApp({ ...services, wecom }, APP)
    expect(handled).toMatchObject({ done: false, note: 'the authorisation changed meanwhile' })
    const auth = (await services.store.get(corpAuths, corpAuthDocId(APP)))?.body
    expect(auth).toMatchObject({ corpName: '华东零售', secretVersion: 2 })
    expect(auth?.isClosed).toBeUndefined()
  })
})

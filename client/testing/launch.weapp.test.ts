import path from 'node:path'
import { fakeWx } from './weapp/fake-wx'
import { closeWeapps, launchWeapp, type WeappSession } from './weapp/launch'

const dist = path.resolve(__dirname, '../../dist/weapp')

describe('the built mini-program', () => {
  let app: WeappSession
  afterEach(closeWeapps)

  it('goes from the door to signing in when nobody is signed in', async () => {
    app = await launchWeapp({ dist, fake: fakeWx() })
    await app.until(() => app.route === 'pages/sign-in/index', 'sign-in page')
    await app.says('登录合契')
  })
})

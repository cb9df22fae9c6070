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

  it('hands labels and roles on to the screen reader', async () => {
    app = await launchWeapp({ dist, path: 'pages/scan/index', fake: fakeWx() })
    const field = await app.find({ id: 'link' })
    expect(field.attr.ariaLabel).toBe('邀请链接')
    app.close()
    app = await launchWeapp({ dist, path: 'pages/no-access/index', fake: fakeWx() })
    const ways = await app.find({ text: '换个身份登录' })
    expect(ways.tag).toBe('button')
    app.close()
    app = await launchWeapp({ dist, path: 'customer/link/index', fake: fakeWx() })
    const link = await app.find({ text: '重新扫码或粘贴链接' })
    expect(link.attr.ariaRole).toBe('button')
  })
})

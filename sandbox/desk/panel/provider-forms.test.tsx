/** @jest-environment jsdom */
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { anApp, aProvider, aSuite, aWorld } from '../testing/a-world'
import { renderDesk } from '../testing/render-desk'
import { AppCard } from './app-card'
import { SystemUrlForm } from './system-url-form'

const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })

describe('forms of the provider console', () => {
  it("saves the IP whitelist of one app, not the provider's", async () => {
    const app = anApp({ whitelist: ['10.0.0.1'] })
    const calls = await renderDesk(<AppCard app={app} />, aWorld())
    screen.getByText('IP 白名单（1 个）')
    type('允许的 IP，逗号分隔；留空不限', '10.0.0.1， 10.0.0.2')
    const fold = screen.getByText('IP 白名单（1 个）').closest('details') as HTMLElement
    fireEvent.click(within(fold).getByText('保存'))
    const key = { providerId: app.providerId, suiteId: app.suiteId, corpId: app.corpId }
    await waitFor(() =>
      expect(calls.made).toEqual([{ name: 'whitelist.set', input: { ...key, ips: ['10.0.0.1', '10.0.0.2'] } }]),
    )
  })

  it('wants keys with the first system-event URL, and sends them with it', async () => {
    const calls = await renderDesk(<SystemUrlForm provider={aProvider({ suites: [aSuite()] })} />, aWorld())
    screen.getByText('系统事件接收URL（未设置）')
    type('系统事件接收URL', 'http://127.0.0.1:4680/callback/yunqi/system')
    const save = screen.getByText('验证并保存').closest('button') as HTMLButtonElement
    expect(save.disabled).toBe(true)
    type('Token', 'systemToken')
    type('EncodingAESKey', 'q'.repeat(43))
    expect(save.disabled).toBe(false)
    fireEvent.click(save)
    await waitFor(() =>
      expect(calls.made).toEqual([
        {
          name: 'console.saveSystemUrl',
          input: {
            providerId: 'yunqi',
            callbackUrl: 'http://127.0.0.1:4680/callback/yunqi/system',
            token: 'systemToken',
            encodingAesKey: 'q'.repeat(43),
          },
        },
      ]),
    )
  })

  it('keeps saved keys when only the address changes', async () => {
    const provider = aProvider({ systemUrl: 'https://old.example/callback/yunqi/system' })
    const calls = await renderDesk(<SystemUrlForm provider={provider} />, aWorld())
    type('系统事件接收URL', 'https://new.example/callback/yunqi/system')
    fireEvent.click(screen.getByText('验证并保存'))
    const input = { providerId: 'yunqi', callbackUrl: 'https://new.example/callback/yunqi/system' }
    await waitFor(() => expect(calls.made).toEqual([{ name: 'console.saveSystemUrl', input }]))
  })
})

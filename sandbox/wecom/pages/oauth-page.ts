import { shell } from './shell'

/** OAuth inside WeCom: no click needed; the member of this window is sent back with a code (WeCom 91120). */
export const oauthPage = (): string =>
  shell(
    '企业微信',
    `
start(() => withSeat(async (seat) => {
  const q = new URLSearchParams(location.search)
  try {
    const next = await control('client.oauth', { seat, appid: q.get('appid') || '', redirectUri: q.get('redirect_uri') || '',
      scope: q.get('scope') || undefined, state: q.get('state') || undefined, agentid: q.get('agentid') || undefined })
    location.replace(next.location)
  } catch (error) { failed(error.message) }
}))
`,
  )

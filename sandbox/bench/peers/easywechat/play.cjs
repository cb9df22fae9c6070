'use strict'
/**
 * A provider's backend written with node-easywechat OpenWork, as its documentation shows it. The only thing told to it is another
 * base URL. Reads {api, port, corpId, providerSecret, suite} as JSON from argv, writes one JSON line per thing it obtained.
 */
const http = require('node:http')
const { CacheInterface, OpenWork, ServerRequest } = require('node-easywechat')

const given = JSON.parse(process.argv[2])
const cached = new Map()
class MapCache extends CacheInterface {
  get = async (id) => cached.get(id) ?? null
  has = async (id) => cached.has(id)
  set = async (id, data) => !!cached.set(id, data)
  delete = async (id) => cached.delete(id)
}

/** One application a request, as the SDK wants it; they share the cache. */
const newApp = () =>
  new OpenWork({
    corp_id: given.corpId,
    provider_secret: given.providerSecret,
    suite_id: given.suite.suiteId,
    suite_secret: given.suite.secret,
    token: given.suite.token,
    aes_key: given.suite.encodingAesKey,
    http: { baseURL: `${given.api}/` },
  }).setCache(new MapCache())
const app = newApp()
const say = (what, value) => process.stdout.write(`${JSON.stringify({ what, value })}\n`)

const HANDLERS = {
  create_auth: 'handleAuthCreated',
  change_auth: 'handleAuthUpdated',
  cancel_auth: 'handleAuthCancelled',
}

let hasBegun = false
async function callback(request, response) {
  const here = newApp()
  here.setRequest(await ServerRequest.createFromIncomingMessage(request))
  const server = here.getServer()
  for (const [what, on] of Object.entries(HANDLERS)) {
    server[on]((message, next) => {
      say(what, message.toObject().AuthCorpId ?? message.toObject().AuthCode)
      return next(message)
    })
  }
  const answer = await server.serve()
  response.writeHead(answer.getStatusCode(), answer.getHeaders()).end(answer.getBody())
  const ticket = await app
    .getSuiteTicket()
    .getTicket()
    .catch(() => undefined)
  if (ticket && !hasBegun) {
    hasBegun = true
    await begin()
  }
}

async function begin() {
  say('provider_access_token', await app.getProviderAccessToken().getToken())
  say('suite_access_token', await app.getSuiteAccessToken().getToken())
  const { pre_auth_code } = await app.createPreAuthorizationCode()
  say('pre_auth_code', pre_auth_code)
}

async function installed(authCode) {
  const suite_access_token = await app.getSuiteAccessToken().getToken()
  const answer = await app.getHttpClient().request('post', 'cgi-bin/service/get_permanent_code', {
    params: { suite_access_token },
    json: { auth_code: authCode },
  })
  const { permanent_code, auth_corp_info } = answer.toObject()
  say('permanent_code', permanent_code)
  const authorization = await app.getAuthorization(auth_corp_info.corpid, permanent_code)
  say('corpid', authorization.getCorpId())
  const token = await app.getAuthorizerAccessToken(auth_corp_info.corpid, permanent_code)
  say('access_token', await token.getToken())
  const client = await app.getAuthorizerClient(auth_corp_info.corpid, permanent_code)
  say('admins', (await client.post('cgi-bin/agent/get_admin_list')).toObject().admin.length)
}

http
  .createServer((request, response) => {
    const url = new URL(request.url, 'http://peer')
    // Other suites of the same provider have URLs of their own, which nobody serves here.
    const isOurs = url.pathname.startsWith(`/callback/yunqi/${given.suite.suiteId}`)
    if (!isOurs && url.pathname !== '/installed') return response.writeHead(404).end()
    const work = isOurs
      ? callback(request, response)
      : installed(url.searchParams.get('auth_code')).then(() => response.end('ok'))
    work.catch((error) => {
      say('error', String(error.stack ?? error))
      response.writeHead(500).end()
    })
  })
  .listen(given.port, '127.0.0.1', () => say('listening', given.port))

/** The stand-in's own numbers: answers, seeding of 100 corps × 1 000 members, memory then. `npm run bench -- sandbox` */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, get } from 'node:http'
import path from 'node:path'
import { systemClock } from '@cloud/runtime/clock'
import { startWeComSandbox, type WeComSandbox } from '../wecom/server'
import { SEED, withManyCorps } from '../wecom/world/seed'
import { benchRow, median, type BenchRow } from './bench-row'

const CORPS = 100
const MEMBERS = 1000
const CALLS = 1000
const WARM_UP = 200

/** @throws Error when the stand-in does not start or does not answer */
export async function run(): Promise<BenchRow[]> {
  const before = performance.now()
  const sandbox = await startWeComSandbox({
    port: 0,
    clock: systemClock,
    seed: withManyCorps(SEED, CORPS, MEMBERS),
    heartbeat: false,
    loud: () => undefined,
  })
  const seededMs = performance.now() - before
  try {
    return [
      benchRow('S5.a', `answer of agent/get among ${CORPS} corps, median`, await answerMs(sandbox), 'ms', '< 5'),
      benchRow('S5.b', `${CORPS} corps × ${MEMBERS} members seeded and served`, seededMs, 'ms', '< 3000'),
      benchRow('S5.c', 'memory of the stand-in alone then', await aloneMegabytes(), 'MB', '< 150'),
    ]
  } finally {
    await sandbox.close()
  }
}

/** Authorises one template and asks for its agent again and again over one connection. */
async function answerMs(sandbox: WeComSandbox): Promise<number> {
  const template = SEED.providers[0]?.suites.find((s) => s.kind === 'template')
  const corp = SEED.corps[0]
  const admin = corp?.members.find((m) => m.role === 'superAdmin')
  if (!template || !corp || !admin) throw new Error('the seed has no template or no admin')
  await sandbox.control('seat.set', { seat: 'seat-bench', corpId: corp.corpId, userId: admin.userId })
  const provider = SEED.providers[0]
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const token = await postJson(`${sandbox.url}/cgi-bin/service/get_provider_token`, {
    corpid: provider?.corpId,
    provider_secret: provider?.providerSecret,
  })
  const link = await postJson(
    `${sandbox.url}/cgi-bin/service/get_customized_auth_url?provider_access_token=${String(token['provider_access_token'])}`,
    { state: 'bench', templateid_list: [template.suiteId] },
  )
  const { apps } = await sandbox.control('client.authorize', { seat: 'seat-bench', url: String(link['qrcode_url']) })
  const app = apps[0]
  const install = sandbox.world().installs[`${template.suiteId}|${corp.corpId}`]
  if (!app || !install) throw new Error('the template was not authorised')
  const query = new URLSearchParams({ corpid: app.openCorpId, corpsecret: install.permanentCode })
  const corpToken = await getJson(`${sandbox.url}/cgi-bin/gettoken?${query}`, agent)
  const url = `${sandbox.url}/cgi-bin/agent/get?access_token=${String(corpToken['access_token'])}&agentid=${app.agentId}`
  const times: number[] = []
  for (let i = 0; i < WARM_UP + CALLS; i += 1) {
    const started = performance.now()
    const answer = await getJson(url, agent)
    if (answer['errcode'] !== 0) throw new Error(`agent/get answered ${String(answer['errcode'])}`)
    if (i >= WARM_UP) times.push(performance.now() - started)
  }
  agent.destroy()
  return median(times)
}

type Answer = Readonly<Record<string, unknown>>

async function postJson(url: string, body: unknown): Promise<Answer> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) })
  return (await response.json()) as Answer
}

function getJson(url: string, agent: Agent): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => resolve(JSON.parse(Buffer.concat(parts).toString('utf8')) as Answer))
    }).on('error', reject)
  })
}

/** Resident memory of `npm run sandbox` with the same world, by `ps`. */
async function aloneMegabytes(): Promise<number> {
  const cli = path.resolve('cloudfunctions/runtime/cli/run.cjs')
  const args = [cli, 'sandbox', '--port', '0', '--corps', String(CORPS), '--members', String(MEMBERS)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    await once(child.stdout, 'data')
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' })) / 1024
  } finally {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
}

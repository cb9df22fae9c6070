/** A stage for stories: the whole laptop on free ports in a folder of its own, and people who act through HTTP like the clients do. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { request as httpRequest } from 'node:http'
import { manualClock, type Clock } from '@cloud/runtime/clock'
import { challengeOf } from '@cloud/services/session/oauth-state'
import type { ActionContract, AnswerEnvelope, OutputOf } from '@shared/contract/define'
import * as session from '@shared/contract/session'
import { AppError, type ErrorCode } from '@shared/kernel/errors'
import type { ProviderId } from '@shared/wecom/ids'
import type * as v from 'valibot'
import { startLaptop, type Laptop, type LaptopOptions } from '../laptop/laptop'

/** Somebody with a browser or phone. */
export interface Actor {
  /** Calls an action as the client would; errors come back as AppError. */
  call<C extends ActionContract>(contract: C, input: v.InferInput<C['input']>): Promise<OutputOf<C>>
}

export interface Stage {
  readonly laptop: Laptop
  readonly clock: Clock & { advance(ms: number): void }
  /** Moves both clocks (there is one) and lets due work happen. */
  advance(ms: number): Promise<void>
  /** Signs staff in through the web-login page of the stand-in. */
  staff(providerId: string, userId: string): Promise<Actor>
  /** Signs a customer's member in as the mini-program does. */
  member(providerId: string, corpId: string, userId: string): Promise<Actor>
  /** Somebody who has not signed in. */
  readonly nobody: Actor
  close(): Promise<void>
}

/** @param options what differs from a plain laptop */
export async function openStage(options: Partial<LaptopOptions> = {}): Promise<Stage> {
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'accord-story-')))
  const clock = manualClock(Date.UTC(2026, 2, 2, 1, 30))
  const laptop = await startLaptop({ port: 0, wecomPort: 0, dir, clock, hasTimer: false, ...options })
  const actor = (token?: string): Actor => ({
    async call(contract, input) {
      const body = { input, client: '0.1.0', ...(contract.changes ? { key: randomKey() } : {}) }
      const answer = await postJson(`${laptop.url}/api/${contract.name}`, body, token)
      if (answer.ok) return answer.data
      const { code, userMessage, details } = answer.error
      throw new AppError(code as ErrorCode, userMessage, { userMessage, ...(details ? { details } : {}) })
    },
  })
  const nobody = actor()
  return {
    laptop,
    clock,
    nobody,
    async advance(ms) {
      clock.advance(ms)
      await laptop.wecom.beat()
      await laptop.wecom.settled()
      await laptop.tick()
    },
    async staff(providerId, userId) {
      const provider = providerId as ProviderId
      const verifier = randomKey() + randomKey()
      const begun = await nobody.call(session.begin, { provider, via: 'webLogin', challenge: challengeOf(verifier) })
      const asked = new URL(begun.url).searchParams
      const { location } = await laptop.wecom.control('client.webLogin', {
        userId,
        appid: asked.get('appid') ?? '',
        redirectUri: asked.get('redirect_uri') ?? '',
        state: asked.get('state') ?? '',
      })
      const back = new URL(location).searchParams
      const signedIn = await nobody.call(session.signIn, {
        provider,
        via: 'webLogin',
        code: back.get('code') ?? '',
        state: back.get('state') ?? '',
        verifier,
      })
      return actor(signedIn.session)
    },
    async member(providerId, corpId, userId) {
      const provider = providerId as ProviderId
      const { signInSuiteId } = await nobody.call(session.bootstrap, { provider })
      const { code } = await laptop.wecom.control('client.miniProgramLogin', {
        suiteId: signInSuiteId ?? '',
        corpId,
        userId,
      })
      const signedIn = await nobody.call(session.signIn, { provider, via: 'miniProgram', code })
      return actor(signedIn.session)
    },
    async close() {
      await laptop.close()
      if (!options.dir) await rm(dir, { recursive: true, force: true })
    },
  }
}

let keys = 0
const randomKey = () => `storykey${String(process.pid)}x${String(++keys).padStart(12, '0')}`

function postJson(url: string, body: unknown, token?: string): Promise<AnswerEnvelope> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      url,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          try {
            resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')) as AnswerEnvelope)
          } catch (error) {
            reject(new Error('the answer is not JSON', { cause: error }))
          }
        })
      },
    )
    sent.on('error', reject)
    sent.end(JSON.stringify(body))
  })
}

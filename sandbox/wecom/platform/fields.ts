/** Shapes of the control inputs at run time: requests come from outside, so each field is checked before a handler sees it. */
import { SYSTEM_EVENTS } from '../callbacks/system-events'
import type { ControlName } from './control'

type FieldKind = 'text' | 'text?' | 'number' | 'number?' | 'flag' | 'texts' | 'texts?' | 'numbers?'
type Fields = Readonly<Record<string, FieldKind>>

const SEAT = { seat: 'text' } as const
const SEAT_APP = { seat: 'text', suiteId: 'text' } as const
const APP = { suiteId: 'text', corpId: 'text' } as const
const SUITE = { suiteId: 'text' } as const

/** Complete, or it does not compile. */
export const CONTROL_FIELDS: Readonly<Record<ControlName, Fields>> = {
  'world.get': {},
  'seat.set': { seat: 'text', corpId: 'text', userId: 'text' },
  'seat.get': SEAT,
  'client.scan': { seat: 'text', text: 'text' },
  'client.sheet': { seat: 'text', url: 'text' },
  'client.authorize': { seat: 'text', url: 'text', suiteIds: 'texts?' },
  'client.oauth': {
    seat: 'text',
    appid: 'text',
    redirectUri: 'text',
    scope: 'text?',
    state: 'text?',
    agentid: 'text?',
    consents: 'texts?',
  },
  'client.webLogin': { seat: 'text?', userId: 'text?', appid: 'text', redirectUri: 'text', state: 'text?' },
  'client.legacyWebLogin': { seat: 'text', appid: 'text', redirectUri: 'text', state: 'text?' },
  'client.miniProgramLogin': { suiteId: 'text', seat: 'text?', corpId: 'text?', userId: 'text?' },
  'client.messages': SEAT,
  'client.workbench': SEAT,
  'client.enterApp': SEAT_APP,
  'client.appSettings': SEAT_APP,
  'client.openAppManage': { seat: 'text', signedInSuiteId: 'text', suiteId: 'text?' },
  'client.permissionAnswer': { seat: 'text', requestId: 'text', answer: 'text' },
  'client.editPermissions': { ...SEAT_APP, permissions: 'texts' },
  'client.setRange': { ...SEAT_APP, users: 'texts?', parties: 'numbers?', tags: 'numbers?' },
  'client.disable': SEAT_APP,
  'client.enable': SEAT_APP,
  'client.cancelAuth': SEAT_APP,
  'console.createTemplate': { providerId: 'text', name: 'text', intro: 'text?', callbackUrl: 'text?' },
  'console.saveCallback': {
    suiteId: 'text',
    corpId: 'text?',
    callbackUrl: 'text?',
    dataUrl: 'text?',
    token: 'text?',
    encodingAesKey: 'text?',
  },
  'console.saveSystemUrl': { providerId: 'text', callbackUrl: 'text', token: 'text?', encodingAesKey: 'text?' },
  'platform.pushEvent': {
    providerId: 'text',
    corpId: 'text',
    kind: 'text',
    userId: 'text?',
    orderId: 'text?',
    orderStatus: 'number?',
    scene: 'number?',
    userIds: 'texts?',
    registerCode: 'text?',
    state: 'text?',
    templateId: 'text?',
  },
  'console.submitTemplate': SUITE,
  'console.launchTemplate': SUITE,
  'console.linkMiniProgram': { suiteId: 'text', appid: 'text' },
  'console.startDevelopment': { ...APP, name: 'text?', intro: 'text?', homeUrl: 'text?' },
  'console.requestPermissions': { ...APP, permissions: 'texts' },
  'console.submitApp': APP,
  'console.launch': APP,
  'console.editApp': APP,
  'console.resetSecret': APP,
  'console.pushTicket': SUITE,
  'console.refreshTicket': SUITE,
  'review.approve': { suiteId: 'text', corpId: 'text?' },
  'review.reject': { suiteId: 'text', corpId: 'text?', reasons: 'texts' },
  'review.byItself': { on: 'flag' },
  'whitelist.set': { providerId: 'text', ips: 'texts', suiteId: 'text?', corpId: 'text?' },
  'directory.setRole': { corpId: 'text', userId: 'text', role: 'text' },
  'license.set': { corpId: 'text', licensed: 'flag' },
  'clock.get': {},
  'clock.advance': { ms: 'number' },
  'clock.setSpeed': { speed: 'number' },
  'faults.set': {
    target: 'text',
    kind: 'text',
    times: 'number?',
    delayMs: 'number?',
    errcode: 'number?',
    fromMs: 'number?',
    untilMs: 'number?',
  },
  'faults.list': {},
  'faults.clear': { id: 'text?' },
  'log.list': { after: 'number?', limit: 'number?', kind: 'text?' },
  snapshot: { name: 'text' },
  restore: { name: 'text' },
  reset: {},
}

/** Fields whose text must be one of a few words. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  'client.permissionAnswer.answer': ['agree', 'decline'],
  'directory.setRole.role': ['superAdmin', 'subAdmin', 'member'],
  'platform.pushEvent.kind': SYSTEM_EVENTS,
  'log.list.kind': ['request', 'callback', 'platform'],
  'faults.set.kind': [
    'delay',
    'drop',
    'duplicate',
    'reorder',
    'error',
    'timeoutAfterEffect',
    'wrongReceiveId',
    'badSignature',
    'outage',
  ],
}

function fits(kind: FieldKind, value: unknown): boolean {
  if (value === undefined) return kind.endsWith('?')
  switch (kind.replace('?', '')) {
    case 'text':
      return typeof value === 'string'
    case 'number':
      return typeof value === 'number' && Number.isFinite(value)
    case 'flag':
      return typeof value === 'boolean'
    case 'texts':
      return Array.isArray(value) && value.every((v) => typeof v === 'string')
    default:
      return Array.isArray(value) && value.every((v) => Number.isInteger(v))
  }
}

/** Names of the fields that do not fit; fields nobody declared are left alone. */
export function badFields(name: ControlName, input: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(CONTROL_FIELDS[name]).flatMap(([field, kind]) => {
    const words = WORDS[`${name}.${field}`]
    const value = input[field]
    const isWord = words === undefined || value === undefined || words.some((word) => word === value)
    return fits(kind, value) && isWord ? [] : [field]
  })
}

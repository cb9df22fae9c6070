import * as v from 'valibot'
import { defineAction } from './define'
import * as f from './fields'

const ROLES = ['owner', 'projectManager'] as const

const input = v.object({
  suiteId: f.suiteId,
  /** Columns corpid, permanent_code, agentid; at most 200 rows. */
  csv: f.fileText('文件', 200_000, '文件过大，一次最多 200 家企业'),
})

/** One row with what was found, in the order of the file. Codes are never sent back. */
export const adoptionRow = v.object({
  line: v.number(),
  corpId: v.string(),
  corpName: v.optional(v.string()),
  appName: v.optional(v.string()),
  outcome: v.picklist(['ready', 'adopted', 'already', 'needsReset', 'failed']),
  errcode: v.optional(v.number()),
  /** Chinese: what will happen or happened, or what to mend. */
  text: v.string(),
})
export type AdoptionRowView = v.InferOutput<typeof adoptionRow>

const output = v.object({
  /** The file as a whole cannot be read: why; then there are no rows. */
  issue: v.optional(v.string()),
  rows: v.array(adoptionRow),
  counts: v.object({
    ready: v.number(),
    adopted: v.number(),
    already: v.number(),
    needsReset: v.number(),
    failed: v.number(),
  }),
})

export const dryRun = defineAction({
  name: 'adoption.dryRun',
  about: 'Tries every row of a csv of existing customers at WeCom and stores nothing.',
  access: { kind: 'session', roles: ROLES },
  changes: false,
  input,
  output,
})

export const run = defineAction({
  name: 'adoption.run',
  about: 'Adopts every row that works; each is whole or not there at all, and a second run changes nothing.',
  access: { kind: 'session', roles: ROLES },
  changes: true,
  input,
  output,
})

export const waiting = defineAction({
  name: 'adoption.waiting',
  about: 'Imported customers whose secret has to be got again in WeCom’s console, one by one.',
  access: { kind: 'session', roles: ROLES },
  changes: false,
  input: v.object({ suiteId: f.suiteId }),
  output: v.object({
    items: v.array(v.object({ corpId: f.corpId, agentId: v.optional(v.number()), at: f.moment })),
    /** Chinese: how it is done and what it breaks. */
    guide: v.string(),
  }),
})

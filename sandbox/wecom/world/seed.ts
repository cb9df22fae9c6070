/**
 * The first-day world as data: two providers, their suites and templates with every id, secret and key, and the corps that may
 * authorise them. Whoever points an own backend at the stand-in registers exactly these. All of it is invented and worthless elsewhere.
 */
import { createHash } from 'node:crypto'

export type SeedRole = 'superAdmin' | 'subAdmin' | 'member'
export type SeedSuiteKind = 'signIn' | 'webLogin' | 'template'

export interface SeedMember {
  readonly userId: string
  readonly name: string
  readonly title: string
  readonly role: SeedRole
  readonly departments: readonly number[]
}

export interface SeedSuite {
  readonly suiteId: string
  readonly kind: SeedSuiteKind
  readonly name: string
  readonly intro: string
  readonly secret: string
  readonly token: string
  /** 43 of a-zA-Z0-9. */
  readonly encodingAesKey: string
  /** Path of the callback URL below the base of the provider's backend. */
  readonly callbackPath: string
  /** 数据回调URL of a standard suite; empty for templates and the web-login suite. */
  readonly dataPath: string
  /** The mini-program linked to the suite; empty = none. */
  readonly miniProgramAppid: string
}

export interface SeedProvider {
  readonly providerId: string
  readonly name: string
  readonly corpId: string
  readonly providerSecret: string
  readonly staff: readonly SeedMember[]
  readonly suites: readonly SeedSuite[]
}

export interface SeedDepartment {
  readonly id: number
  readonly name: string
  readonly parentId: number
}

export interface SeedCorp {
  readonly corpId: string
  readonly name: string
  readonly industry: string
  readonly isTest: boolean
  /** false: the 90-day trial is spent and nobody holds a base account. */
  readonly licensed: boolean
  readonly departments: readonly SeedDepartment[]
  readonly members: readonly SeedMember[]
}

export interface Seed {
  /** Ids per provider, and nothing else, derive from it. */
  readonly idSeed: string
  readonly providers: readonly SeedProvider[]
  readonly corps: readonly SeedCorp[]
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Letters and digits that depend only on the label: the seeded secrets, the same on every machine. */
export function seededText(label: string, length: number): string {
  let out = ''
  for (let block = 0; out.length < length; block += 1) {
    for (const byte of createHash('sha256').update(`accord-seed|${label}|${block}`).digest()) {
      if (out.length < length && byte < 248) out += LETTERS[byte % LETTERS.length]
    }
  }
  return out
}

function suite(
  providerId: string,
  kind: SeedSuiteKind,
  suiteId: string,
  name: string,
  intro: string,
  miniProgramAppid = '',
): SeedSuite {
  const callbackPath = `/callback/${providerId}/${suiteId}`
  return {
    suiteId,
    kind,
    name,
    intro,
    secret: seededText(`${suiteId}|secret`, 43),
    token: seededText(`${suiteId}|token`, 24),
    encodingAesKey: seededText(`${suiteId}|aeskey`, 43),
    callbackPath,
    dataPath: kind === 'signIn' ? `${callbackPath}/$CORPID$` : '',
    miniProgramAppid,
  }
}

const member = (
  userId: string,
  name: string,
  title: string,
  departments: readonly number[],
  role: SeedRole = 'member',
) => ({
  userId,
  name,
  title,
  role,
  departments,
})

const YUNQI: SeedProvider = {
  providerId: 'yunqi',
  name: '云起科技',
  corpId: 'ww5d1f0b7a93c2e846',
  providerSecret: seededText('yunqi|provider', 64),
  staff: [
    member('linyizhou', '林一舟', '负责人', [1], 'superAdmin'),
    member('suqing', '苏晴', '项目经理', [1], 'subAdmin'),
    member('hechuan', '何川', '方案编辑', [1]),
    member('tangguo', '唐果', '客户支持', [1]),
    member('mayue', '马越', '查看者', [1]),
  ],
  suites: [
    suite(
      'yunqi',
      'signIn',
      'ww8c4e2a61f0d97b35',
      '合契 · 云起科技',
      '云起科技的客户服务台：授权、权限确认、评价与提醒',
      'wx1f6a0c93d57e482b',
    ),
    suite('yunqi', 'webLogin', 'ww2b97d4f3086ac15e', '云起科技登录', '云起科技服务台的网页登录'),
    suite('yunqi', 'template', 'dk71c3e9b54fa20d68', '客户旅程 CRM', '客户跟进、群运营与转化分析'),
    suite('yunqi', 'template', 'dk0e86a2d7c94b31f5', '门店巡检', '门店巡检计划、打卡与整改闭环'),
  ],
}

const QINGHE: SeedProvider = {
  providerId: 'qinghe',
  name: '青禾数科',
  corpId: 'wwa6408e1c7db3952f',
  providerSecret: seededText('qinghe|provider', 64),
  staff: [
    member('shenqing', '沈青', '负责人', [1], 'superAdmin'),
    member('guhe', '顾禾', '项目经理', [1], 'subAdmin'),
    member('wenshan', '温珊', '方案编辑', [1]),
  ],
  suites: [
    suite(
      'qinghe',
      'signIn',
      'ww94f7b05ce21d8a63',
      '合契 · 青禾数科',
      '青禾数科的客户服务台：授权、权限确认、评价与提醒',
      'wx7b2e5f1840ca9d36',
    ),
    suite('qinghe', 'webLogin', 'ww60ad3c8f17e5b942', '青禾数科登录', '青禾数科服务台的网页登录'),
    suite('qinghe', 'template', 'dkb2d9604e7f13c58a', '培训学习助手', '课程、考试与学习地图'),
  ],
}

const HUADONG: SeedCorp = {
  corpId: 'ww3e5a9d7c1b2f4860',
  name: '华东零售',
  industry: '批发/零售',
  isTest: false,
  licensed: true,
  departments: [
    { id: 1, name: '华东零售', parentId: 0 },
    { id: 2, name: '总经办', parentId: 1 },
    { id: 3, name: '信息部', parentId: 1 },
    { id: 4, name: '门店运营部', parentId: 1 },
    { id: 5, name: '上海一区', parentId: 4 },
    { id: 6, name: '杭州二区', parentId: 4 },
    { id: 7, name: '人力资源部', parentId: 1 },
  ],
  members: [
    member('zhoumin', '周敏', '信息总监', [3], 'superAdmin'),
    member('lixiang', '李想', '应用管理员', [3], 'subAdmin'),
    member('chenchen', '陈晨', '店长', [5]),
    member('wangjianguo', '王建国', '总经理', [2]),
    member('zhaoxue', '赵雪', '运营经理', [4]),
    member('sunhao', '孙浩', '区域督导', [5]),
    member('liufang', '刘芳', '店长', [5]),
    member('huangwei', '黄伟', '区域督导', [6]),
    member('wulei', '吴磊', '店长', [6]),
    member('xujing', '徐静', '人力资源主管', [7]),
    member('zhuyan', '朱岩', '系统工程师', [3]),
    member('guoting', '郭婷', '导购', [6]),
  ],
}

const HAICHUAN: SeedCorp = {
  corpId: 'wwf20b6d8e47a1c935',
  name: '海川制造',
  industry: '制造业',
  isTest: false,
  licensed: true,
  departments: [
    { id: 1, name: '海川制造', parentId: 0 },
    { id: 2, name: '信息中心', parentId: 1 },
    { id: 3, name: '一车间', parentId: 1 },
  ],
  members: [
    member('fanghai', '方海', 'IT 经理', [2], 'superAdmin'),
    member('dengchuan', '邓川', '系统管理员', [2], 'subAdmin'),
    member('jiangtao', '江涛', '班组长', [3]),
    member('luoyi', '罗毅', '质检员', [3]),
  ],
}

const BEICHEN: SeedCorp = {
  corpId: 'wwc9178f5e06d3a24b',
  name: '北辰教育',
  industry: '教育',
  isTest: false,
  licensed: false,
  departments: [
    { id: 1, name: '北辰教育', parentId: 0 },
    { id: 2, name: '教务部', parentId: 1 },
  ],
  members: [
    member('beiyue', '贝月', '校长助理', [1], 'superAdmin'),
    member('chentian', '辰天', '教务主任', [2], 'subAdmin'),
    member('qiaoan', '乔安', '教师', [2]),
  ],
}

const YUNQI_TEST: SeedCorp = {
  corpId: 'ww4a83e1d05b7c26f9',
  name: '云起测试企业',
  industry: 'IT服务',
  isTest: true,
  licensed: true,
  departments: [{ id: 1, name: '云起测试企业', parentId: 0 }],
  members: [
    member('testadmin', '测试管理员', '管理员', [1], 'superAdmin'),
    member('testuser', '测试成员', '成员', [1]),
  ],
}

/** What the stand-in starts with and what `reset` brings back. */
export const SEED: Seed = {
  idSeed: 'first-day',
  providers: [YUNQI, QINGHE],
  corps: [HUADONG, HAICHUAN, BEICHEN, YUNQI_TEST],
}

/** `corps` invented corps of `members` members each, besides the seeded ones: for load and for lists that need paging. */
export function withManyCorps(seed: Seed, corps: number, members: number): Seed {
  const many = Array.from({ length: corps }, (_, c): SeedCorp => {
    const departments = Array.from({ length: 20 }, (_, d) => ({
      id: d + 1,
      name: d === 0 ? `客户${c}` : `部门${d}`,
      parentId: d === 0 ? 0 : 1,
    }))
    return {
      corpId: `ww${createHash('sha256').update(`many|${c}`).digest('hex').slice(0, 16)}`,
      name: `客户${c}`,
      industry: '其他',
      isTest: false,
      licensed: true,
      departments,
      members: Array.from({ length: members }, (_, m) =>
        member(`u${m}`, `成员${m}`, '', [(m % 20) + 1], m === 0 ? 'superAdmin' : 'member'),
      ),
    }
  })
  return { ...seed, corps: [...seed.corps, ...many] }
}

/** Events of the `InfoType` form: suite and template URLs, and the provider's system-event URL (wecom-api §4.1, §4.1b). */
import type { ActivatedAccount, ProviderEvent, ProviderHeader, SuiteEvent, SuiteHeader } from '@shared/wecom/callback'
import { agentIdOf, corpIdOf, readFields, type FieldReader } from './callback-reader'

type ReadSuite = (read: FieldReader, header: SuiteHeader) => SuiteEvent
type ReadProvider = (read: FieldReader, header: ProviderHeader) => ProviderEvent

const special =
  (kind: 'approveSpecialAuth' | 'cancelSpecialAuth'): ReadSuite =>
  (read, header) => ({
    ...header,
    kind,
    authCorpId: corpIdOf(read, 'AuthCorpId'),
    authType: read.text('AuthType'),
  })

const dataPermission =
  (kind: 'authDataPermission' | 'expireRemindDataPermission'): ReadSuite =>
  (read, header) => ({
    ...header,
    kind,
    authCorpId: corpIdOf(read, 'AuthCorpId'),
    authType: read.text('AuthType'),
  })

const ofAgent =
  (kind: 'shareAgentChange' | 'deviceDataAuthChange'): ReadSuite =>
  (read, header) => ({
    ...header,
    kind,
    authCorpId: corpIdOf(read, 'AuthCorpId'),
    agentId: agentIdOf(read),
  })

const paid =
  (kind: 'payForAppSuccess' | 'refund'): ReadSuite =>
  (read, header) => ({
    ...header,
    kind,
    paidCorpId: corpIdOf(read, 'PaidCorpId'),
    orderId: read.text('OrderId'),
  })

const outsideScope: ReadSuite = (read, header) => {
  const authCorpId = read.optional('AuthCorpId')
  return {
    ...header,
    kind: 'outsideScope',
    infoType: read.text('InfoType'),
    ...(authCorpId === undefined ? {} : { authCorpId: corpIdOf(read, 'AuthCorpId') }),
    changeType: read.optional('ChangeType'),
    fields: read.fields,
  }
}

/** By InfoType; `change_contact` is read where both forms meet. */
export const SUITE_EVENTS: Readonly<Record<string, ReadSuite>> = {
  suite_ticket: (read, header) => ({ ...header, kind: 'suiteTicket', suiteTicket: read.text('SuiteTicket') }),
  create_auth: (read, header) => ({
    ...header,
    kind: 'createAuth',
    authCode: read.text('AuthCode'),
    state: read.optional('State'),
    extraInfo: read.nested('ExtraInfo'),
  }),
  change_auth: (read, header) => ({
    ...header,
    kind: 'changeAuth',
    authCorpId: corpIdOf(read, 'AuthCorpId'),
    state: read.optional('State'),
    extraInfo: read.nested('ExtraInfo'),
  }),
  cancel_auth: (read, header) => ({ ...header, kind: 'cancelAuth', authCorpId: corpIdOf(read, 'AuthCorpId') }),
  reset_permanent_code: (read, header) => ({ ...header, kind: 'resetPermanentCode', authCode: read.text('AuthCode') }),
  corp_arch_auth: (read, header) => ({ ...header, kind: 'corpArchAuth', authCorpId: corpIdOf(read, 'AuthCorpId') }),
  approve_special_auth: special('approveSpecialAuth'),
  cancel_special_auth: special('cancelSpecialAuth'),
  auth_data_permission: dataPermission('authDataPermission'),
  expire_remind_data_permission: dataPermission('expireRemindDataPermission'),
  share_agent_change: ofAgent('shareAgentChange'),
  device_data_auth_change: ofAgent('deviceDataAuthChange'),
  change_external_contact: outsideScope,
  change_external_chat: outsideScope,
  change_external_tag: outsideScope,
  change_school_contact: outsideScope,
  msgaudit_notify: outsideScope,
  open_order: (read, header) => ({
    ...header,
    kind: 'openOrder',
    paidCorpId: corpIdOf(read, 'PaidCorpId'),
    orderId: read.text('OrderId'),
    operatorId: read.optional('OperatorId'),
  }),
  change_order: (read, header) => ({
    ...header,
    kind: 'changeOrder',
    paidCorpId: corpIdOf(read, 'PaidCorpId'),
    oldOrderId: read.text('OldOrderId'),
    newOrderId: read.text('NewOrderId'),
  }),
  pay_for_app_success: paid('payForAppSuccess'),
  refund: paid('refund'),
  // WeCom's own spelling (91933).
  change_editon: (read, header) => ({ ...header, kind: 'changeEdition', paidCorpId: corpIdOf(read, 'PaidCorpId') }),
}

const authUserId = (read: FieldReader): string | undefined => {
  const user = read.nested('AuthUserInfo')
  return user && readFields(user).optional('UserId')
}

const contactSync = (read: FieldReader): { accessToken: string; expiresInMs: number } | undefined => {
  if (!read.nested('ContactSync')) return undefined
  const sync = read.inside('ContactSync')
  return { accessToken: sync.text('AccessToken'), expiresInMs: sync.number('ExpiresIn') * 1000 }
}

const account = (read: FieldReader): ActivatedAccount => ({
  activeCode: read.text('ActiveCode'),
  type: read.number('Type') === 2 ? 'externalContact' : 'base',
  expiresAt: read.seconds('ExpireTime'),
  userId: read.text('UserId'),
  previousStatus: read.optionalNumber('PreviousStatus'),
  previousActiveCode: read.optional('PreviousActiveCode'),
})

/** By InfoType, with ServiceCorpId in the place of SuiteId. */
export const PROVIDER_EVENTS: Readonly<Record<string, ReadProvider>> = {
  register_corp: (read, header) => ({
    ...header,
    kind: 'registerCorp',
    registerCode: read.text('RegisterCode'),
    authCorpId: corpIdOf(read, 'AuthCorpId'),
    contactSync: contactSync(read),
    authUserId: authUserId(read),
    state: read.optional('State'),
    templateId: read.optional('TemplateId'),
  }),
  enter_register_package: (read, header) => ({
    ...header,
    kind: 'enterRegisterPackage',
    authCorpId: corpIdOf(read, 'AuthCorpId'),
    authUserId: authUserId(read),
    registerCode: read.optional('RegisterCode'),
    state: read.optional('State'),
    templateId: read.optional('TemplateId'),
  }),
  license_pay_success: (read, header) => ({
    ...header,
    kind: 'licensePaySuccess',
    authCorpId: corpIdOf(read, 'AuthCorpId'),
    orderId: read.text('OrderId'),
    buyerUserId: read.optional('BuyerUserId'),
  }),
  license_refund: (read, header) => ({
    ...header,
    kind: 'licenseRefund',
    authCorpId: corpIdOf(read, 'AuthCorpId'),
    orderId: read.text('OrderId'),
    orderStatus: read.number('OrderStatus'),
  }),
  auto_activate: (read, header) => ({
    ...header,
    kind: 'autoActivate',
    authCorpId: corpIdOf(read, 'AuthCorpId'),
    scene: read.optionalNumber('Scene'),
    accounts: read.list('AccountList').map((item) => account(readFields(item, read.missing, 'AccountList.'))),
  }),
  agree_external_userid_migration: (read, header) => ({
    ...header,
    kind: 'agreeExternalUserIdMigration',
    authCorpId: corpIdOf(read, 'AuthCorpId'),
  }),
}

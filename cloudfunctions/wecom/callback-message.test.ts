import type { CallbackMessage } from '@shared/wecom/callback'
import { parseCallback } from './callback-message'
import { parseMessageXml } from './callback-xml'

async function read(inner: string): Promise<CallbackMessage> {
  const result = await parseMessageXml(`<xml>${inner}</xml>`)
  if (!result.ok) throw new Error(result.reason)
  return parseCallback(result.fields)
}

const suite = (infoType: string, rest: string): string =>
  `<SuiteId><![CDATA[dk1]]></SuiteId><InfoType><![CDATA[${infoType}]]></InfoType><TimeStamp>1403610513</TimeStamp>${rest}`
const provider = (infoType: string, rest: string): string =>
  `<ServiceCorpId><![CDATA[wwP]]></ServiceCorpId><InfoType>${infoType}</InfoType><TimeStamp>1403610513</TimeStamp>${rest}`
const app = (event: string, rest = ''): string =>
  `<ToUserName><![CDATA[wpC]]></ToUserName><FromUserName><![CDATA[woU]]></FromUserName><CreateTime>1403610513</CreateTime>` +
  `<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[${event}]]></Event><AgentID>1000002</AgentID>${rest}`
const message = (type: string, rest: string): string =>
  `<ToUserName>wpC</ToUserName><FromUserName>woU</FromUserName><CreateTime>1403610513</CreateTime><MsgType>${type}</MsgType>` +
  `<MsgId>77</MsgId><AgentID>1000002</AgentID>${rest}`
const corp = '<AuthCorpId>wpC</AuthCorpId>'
const paid = '<PaidCorpId>wpC</PaidCorpId>'

const at = 1403610513000
const ofSuite = { suiteId: 'dk1', at }
const ofProvider = { serviceCorpId: 'wwP', authCorpId: 'wpC', at }
const ofApp = { authCorpId: 'wpC', fromUserId: 'woU', agentId: 1000002, at }

describe('suite and template events', () => {
  test.each([
    ['suite_ticket', '<SuiteTicket>t</SuiteTicket>', { kind: 'suiteTicket', suiteTicket: 't' }],
    [
      'create_auth',
      '<AuthCode>c</AuthCode><State>s</State><ExtraInfo><OpenKfId>k</OpenKfId></ExtraInfo>',
      { kind: 'createAuth', authCode: 'c', state: 's', extraInfo: { OpenKfId: 'k' } },
    ],
    ['change_auth', corp, { kind: 'changeAuth', authCorpId: 'wpC' }],
    ['cancel_auth', corp, { kind: 'cancelAuth', authCorpId: 'wpC' }],
    ['reset_permanent_code', '<AuthCode>c</AuthCode>', { kind: 'resetPermanentCode', authCode: 'c' }],
    ['corp_arch_auth', corp, { kind: 'corpArchAuth', authCorpId: 'wpC' }],
    [
      'approve_special_auth',
      `${corp}<AuthType>customer_acquisition</AuthType>`,
      { kind: 'approveSpecialAuth', authCorpId: 'wpC', authType: 'customer_acquisition' },
    ],
    [
      'cancel_special_auth',
      `${corp}<AuthType>a</AuthType>`,
      { kind: 'cancelSpecialAuth', authCorpId: 'wpC', authType: 'a' },
    ],
    [
      'auth_data_permission',
      `${corp}<AuthType>data_zone_chat</AuthType>`,
      { kind: 'authDataPermission', authCorpId: 'wpC', authType: 'data_zone_chat' },
    ],
    [
      'expire_remind_data_permission',
      `${corp}<AuthType>a</AuthType>`,
      { kind: 'expireRemindDataPermission', authCorpId: 'wpC', authType: 'a' },
    ],
    ['share_agent_change', `${corp}<AgentId>7</AgentId>`, { kind: 'shareAgentChange', authCorpId: 'wpC', agentId: 7 }],
    [
      'device_data_auth_change',
      `${corp}<AgentID>7</AgentID>`,
      { kind: 'deviceDataAuthChange', authCorpId: 'wpC', agentId: 7 },
    ],
    [
      'open_order',
      `${paid}<OrderId>o</OrderId><OperatorId>woU</OperatorId>`,
      { kind: 'openOrder', paidCorpId: 'wpC', orderId: 'o', operatorId: 'woU' },
    ],
    [
      'change_order',
      `${paid}<OldOrderId>o</OldOrderId><NewOrderId>n</NewOrderId>`,
      { kind: 'changeOrder', paidCorpId: 'wpC', oldOrderId: 'o', newOrderId: 'n' },
    ],
    [
      'pay_for_app_success',
      `${paid}<OrderId>o</OrderId>`,
      { kind: 'payForAppSuccess', paidCorpId: 'wpC', orderId: 'o' },
    ],
    ['refund', `${paid}<OrderId>o</OrderId>`, { kind: 'refund', paidCorpId: 'wpC', orderId: 'o' }],
    ['change_editon', paid, { kind: 'changeEdition', paidCorpId: 'wpC' }],
  ])('%s is read into our names', async (infoType, rest, expected) => {
    await expect(read(suite(infoType, rest))).resolves.toEqual({ ...ofSuite, ...expected })
  })

  test.each([
    'change_external_contact',
    'change_external_chat',
    'change_external_tag',
    'change_school_contact',
    'msgaudit_notify',
  ])('%s is kept whole as outside scope', async (infoType) => {
    const event = await read(suite(infoType, `${corp}<ChangeType>x</ChangeType><Any>1</Any>`))
    expect(event).toMatchObject({ ...ofSuite, kind: 'outsideScope', infoType, authCorpId: 'wpC', changeType: 'x' })
    expect(event.kind === 'outsideScope' && event.fields['Any']).toBe('1')
  })
})

describe('provider events', () => {
  test.each([
    [
      'register_corp',
      `${corp}<RegisterCode>r</RegisterCode><ContactSync><AccessToken>a</AccessToken><ExpiresIn>1800</ExpiresIn></ContactSync><AuthUserInfo><UserId>u</UserId></AuthUserInfo><State>s</State><TemplateId>t</TemplateId>`,
      {
        kind: 'registerCorp',
        registerCode: 'r',
        contactSync: { accessToken: 'a', expiresInMs: 1_800_000 },
        authUserId: 'u',
        state: 's',
        templateId: 't',
      },
    ],
    ['enter_register_package', corp, { kind: 'enterRegisterPackage' }],
    [
      'license_pay_success',
      `${corp}<OrderId>o</OrderId><BuyerUserId>u</BuyerUserId>`,
      { kind: 'licensePaySuccess', orderId: 'o', buyerUserId: 'u' },
    ],
    [
      'license_refund',
      `${corp}<OrderId>o</OrderId><OrderStatus>5</OrderStatus>`,
      { kind: 'licenseRefund', orderId: 'o', orderStatus: 5 },
    ],
    ['agree_external_userid_migration', corp, { kind: 'agreeExternalUserIdMigration' }],
  ])('%s is read into our names', async (infoType, rest, expected) => {
    await expect(read(provider(infoType, rest))).resolves.toEqual({ ...ofProvider, ...expected })
  })

  test('auto_activate lists its accounts, one or many', async () => {
    const one = (user: string): string =>
      `<AccountList><ActiveCode>c</ActiveCode><Type>2</Type><ExpireTime>1500000000</ExpireTime><UserId>${user}</UserId><PreviousStatus>1</PreviousStatus></AccountList>`
    const read1 = {
      activeCode: 'c',
      type: 'externalContact',
      expiresAt: 1_500_000_000_000,
      userId: 'a',
      previousStatus: 1,
    }
    await expect(read(provider('auto_activate', `${corp}<Scene>1</Scene>${one('a')}`))).resolves.toEqual({
      ...ofProvider,
      kind: 'autoActivate',
      scene: 1,
      accounts: [read1],
    })
    const two = await read(provider('auto_activate', `${corp}${one('a')}${one('b')}`))
    expect(two.kind === 'autoActivate' && two.accounts.map((a) => a.userId)).toEqual(['a', 'b'])
  })
})

describe('directory events', () => {
  const changes: [string, string, object][] = [
    [
      'create_user',
      '<UserID>u</UserID><OpenUserID>ou</OpenUserID><Name>张三</Name><Department>1,2</Department><MainDepartment>1</MainDepartment><Status>1</Status>',
      {
        changeType: 'createUser',
        userId: 'u',
        openUserId: 'ou',
        name: '张三',
        departments: [1, 2],
        mainDepartment: 1,
        status: 1,
      },
    ],
    [
      'update_user',
      '<UserID>u</UserID><NewUserID>v</NewUserID>',
      { changeType: 'updateUser', userId: 'u', newUserId: 'v' },
    ],
    ['delete_user', '<UserID>u</UserID>', { changeType: 'deleteUser', userId: 'u' }],
    [
      'create_party',
      '<Id>2</Id><Name>研发</Name><ParentId>1</ParentId><Order>5</Order>',
      { changeType: 'createParty', departmentId: 2, name: '研发', parentId: 1, order: 5 },
    ],
    ['update_party', '<Id>2</Id>', { changeType: 'updateParty', departmentId: 2 }],
    ['delete_party', '<Id>2</Id>', { changeType: 'deleteParty', departmentId: 2 }],
    [
      'update_tag',
      '<TagId>1</TagId><AddUserItems>a,b</AddUserItems><DelPartyItems>3</DelPartyItems>',
      {
        changeType: 'updateTag',
        tagId: 1,
        addedUserIds: ['a', 'b'],
        removedUserIds: [],
        addedDepartments: [],
        removedDepartments: [3],
      },
    ],
    ['rename_corp', '', { changeType: 'unknown', wireChangeType: 'rename_corp' }],
  ]
  test.each(changes)('%s means the same in both body forms', async (changeType, rest, expected) => {
    const type = `<ChangeType>${changeType}</ChangeType>`
    const fromSuite = await read(suite('change_contact', `${corp}${type}${rest}`))
    const fromApp = await read(app('change_contact', `${type}${rest}`))
    expect(fromSuite).toMatchObject({ ...ofSuite, kind: 'changeContact', authCorpId: 'wpC', change: expected })
    expect(fromApp).toMatchObject({ kind: 'changeContact', authCorpId: 'wpC', agentId: 1000002, at, change: expected })
  })
})

describe('app events', () => {
  const card =
    '<EventKey>k</EventKey><TaskId>t</TaskId><CardType>vote_interaction</CardType><ResponseCode>r</ResponseCode>'
  const ofCard = { eventKey: 'k', taskId: 't', cardType: 'vote_interaction', responseCode: 'r' }
  const scanInfo =
    '<EventKey>k</EventKey><ScanCodeInfo><ScanType>qrcode</ScanType><ScanResult>1</ScanResult></ScanCodeInfo>'
  const ofScan = { eventKey: 'k', scanType: 'qrcode', scanResult: '1' }
  const pics =
    '<EventKey>k</EventKey><SendPicsInfo><Count>1</Count><PicList><item><PicMd5Sum>m</PicMd5Sum></item></PicList></SendPicsInfo>'
  const ofPics = { eventKey: 'k', pictureMd5s: ['m'] }
  test.each([
    ['subscribe', '', { kind: 'subscribe' }],
    ['unsubscribe', '', { kind: 'unsubscribe' }],
    ['enter_agent', '<EventKey></EventKey>', { kind: 'enterAgent' }],
    ['change_app_admin', '', { kind: 'changeAppAdmin' }],
    ['unlicensed_notify', '', { kind: 'unlicensedNotify' }],
    ['close_inactive_agent', '', { kind: 'closeInactiveAgent' }],
    ['reopen_inactive_agent', '', { kind: 'reopenInactiveAgent' }],
    ['share_chain_change', '', { kind: 'shareChainChange' }],
    [
      'LOCATION',
      '<Latitude>23.104</Latitude><Longitude>113.320</Longitude><Precision>65.000</Precision><AppType>wxwork</AppType>',
      { kind: 'locationReport', latitude: 23.104, longitude: 113.32, precision: 65, appType: 'wxwork' },
    ],
    [
      'batch_job_result',
      '<BatchJob><JobId>j</JobId><JobType>sync_user</JobType><ErrCode>0</ErrCode><ErrMsg>ok</ErrMsg></BatchJob>',
      { kind: 'batchJobResult', jobId: 'j', jobType: 'sync_user', errcode: 0, errmsg: 'ok' },
    ],
    ['click', '<EventKey>k</EventKey>', { kind: 'menuClick', eventKey: 'k' }],
    ['view', '<EventKey>k</EventKey>', { kind: 'menuView', eventKey: 'k' }],
    ['scancode_push', scanInfo, { kind: 'scanCodePush', ...ofScan }],
    ['scancode_waitmsg', scanInfo, { kind: 'scanCodeWait', ...ofScan }],
    ['pic_sysphoto', pics, { kind: 'picSysPhoto', ...ofPics }],
    ['pic_photo_or_album', pics, { kind: 'picPhotoOrAlbum', ...ofPics }],
    ['pic_weixin', pics, { kind: 'picWeixin', ...ofPics }],
    [
      'location_select',
      '<EventKey>k</EventKey><SendLocationInfo><Label>家</Label></SendLocationInfo><AppType>wxwork</AppType>',
      { kind: 'locationSelect', eventKey: 'k', location: { Label: '家' }, appType: 'wxwork' },
    ],
    [
      'template_card_event',
      `${card}<SelectedItems><SelectedItem><QuestionKey>q</QuestionKey><OptionIds><OptionId>1</OptionId><OptionId>2</OptionId></OptionIds></SelectedItem></SelectedItems>`,
      { kind: 'templateCard', ...ofCard, selected: [{ questionKey: 'q', optionIds: ['1', '2'] }] },
    ],
    ['template_card_menu_event', card, { kind: 'templateCardMenu', ...ofCard }],
    [
      'taskcard_click',
      '<EventKey>k</EventKey><TaskId>t</TaskId>',
      { kind: 'taskCardClick', eventKey: 'k', taskId: 't' },
    ],
    [
      'open_approval_change',
      '<ApprovalInfo><ThirdNo>1</ThirdNo></ApprovalInfo>',
      { kind: 'openApprovalChange', approval: { ThirdNo: '1' } },
    ],
    [
      'sys_approval_change',
      '<ApprovalInfo><SpNo>1</SpNo></ApprovalInfo>',
      { kind: 'sysApprovalChange', approval: { SpNo: '1' } },
    ],
    ['switch_workbench_mode', '<Mode>1</Mode>', { kind: 'switchWorkbenchMode', mode: '1' }],
    ['upload_media_job_finish', '<JobId>j</JobId>', { kind: 'uploadMediaJobFinish', jobId: 'j' }],
  ])('%s is read into our names', async (event, rest, expected) => {
    await expect(read(app(event, rest))).resolves.toEqual({ ...ofApp, ...expected })
  })

  test.each([
    ['text', '<Content>hi</Content>', { messageType: 'text', content: 'hi' }],
    ['image', '<PicUrl>p</PicUrl><MediaId>m</MediaId>', { messageType: 'image', mediaId: 'm', picUrl: 'p' }],
    ['voice', '<MediaId>m</MediaId><Format>amr</Format>', { messageType: 'voice', mediaId: 'm', format: 'amr' }],
    [
      'video',
      '<MediaId>m</MediaId><ThumbMediaId>t</ThumbMediaId>',
      { messageType: 'video', mediaId: 'm', thumbMediaId: 't' },
    ],
    [
      'location',
      '<Location_X>23.1</Location_X><Location_Y>113.3</Location_Y><Scale>15</Scale><Label>家</Label>',
      { messageType: 'location', latitude: 23.1, longitude: 113.3, scale: 15, label: '家' },
    ],
    ['link', '<Title>t</Title><Url>u</Url>', { messageType: 'link', title: 't', url: 'u' }],
  ])('a %s message is read', async (type, rest, expected) => {
    await expect(read(message(type, rest))).resolves.toEqual({
      ...ofApp,
      kind: 'message',
      messageId: '77',
      ...expected,
    })
  })
})

describe('what we do not know', () => {
  test('an unknown InfoType keeps its fields', async () => {
    await expect(read(suite('brand_new', '<A><B>1</B></A>'))).resolves.toMatchObject({
      kind: 'unknown',
      infoType: 'brand_new',
      missing: [],
      at,
      fields: { SuiteId: 'dk1', A: { B: '1' } },
    })
  })

  test('an unknown Event and an unknown MsgType keep their fields', async () => {
    await expect(read(app('brand_new'))).resolves.toMatchObject({
      kind: 'unknown',
      event: 'brand_new',
      missing: [],
      at,
    })
    await expect(read(message('hologram', ''))).resolves.toMatchObject({
      kind: 'unknown',
      event: 'hologram',
      missing: [],
      at,
    })
  })

  test('a known event without a required field names what is missing', async () => {
    await expect(read(suite('create_auth', ''))).resolves.toMatchObject({ kind: 'unknown', missing: ['AuthCode'] })
    await expect(read('<InfoType>cancel_auth</InfoType>')).resolves.toMatchObject({
      kind: 'unknown',
      missing: ['TimeStamp', 'SuiteId', 'AuthCorpId'],
      at: 0,
    })
    await expect(read(app('batch_job_result'))).resolves.toMatchObject({
      missing: ['BatchJob', 'BatchJob.JobId', 'BatchJob.JobType', 'BatchJob.ErrCode', 'BatchJob.ErrMsg'],
    })
  })

  test('a required field given twice does not count as given', async () => {
    await expect(read(suite('cancel_auth', `${corp}${corp}`))).resolves.toMatchObject({
      kind: 'unknown',
      missing: ['AuthCorpId'],
    })
  })

  test('names of Object.prototype are no events', async () => {
    await expect(read(suite('toString', ''))).resolves.toMatchObject({ kind: 'unknown', infoType: 'toString' })
    await expect(read(app('constructor'))).resolves.toMatchObject({ kind: 'unknown', event: 'constructor' })
  })

  test('a body of neither form is unknown without a time', async () => {
    await expect(read('<A>1</A>')).resolves.toMatchObject({ kind: 'unknown', missing: ['InfoType', 'MsgType'], at: 0 })
  })
})

/** Events and messages of the `MsgType` form: data URLs and app URLs (wecom-api §4.3; WeCom 90376, 90375, 95038). */
import type { AppEvent, AppHeader, MemberMessage } from '@shared/wecom/callback'
import { readFields, type FieldReader } from './callback-reader'

type ReadEvent = (read: FieldReader, header: AppHeader) => AppEvent
type ReadMessage = (read: FieldReader, header: AppHeader & { kind: 'message'; messageId: string }) => MemberMessage

type PlainKind =
  | 'subscribe'
  | 'unsubscribe'
  | 'enterAgent'
  | 'changeAppAdmin'
  | 'unlicensedNotify'
  | 'closeInactiveAgent'
  | 'reopenInactiveAgent'
  | 'shareChainChange'

const plain =
  (kind: PlainKind): ReadEvent =>
  (_read, header) => ({ ...header, kind })

const menu =
  (kind: 'menuClick' | 'menuView'): ReadEvent =>
  (read, header) => ({
    ...header,
    kind,
    eventKey: read.emptyable('EventKey'),
  })

const scan =
  (kind: 'scanCodePush' | 'scanCodeWait'): ReadEvent =>
  (read, header) => {
    const info = read.inside('ScanCodeInfo')
    return {
      ...header,
      kind,
      eventKey: read.emptyable('EventKey'),
      scanType: info.emptyable('ScanType'),
      scanResult: info.emptyable('ScanResult'),
    }
  }

const pictures =
  (kind: 'picSysPhoto' | 'picPhotoOrAlbum' | 'picWeixin'): ReadEvent =>
  (read, header) => {
    const list = read.inside('SendPicsInfo').nested('PicList')
    const items = list ? readFields(list).list('item') : []
    return {
      ...header,
      kind,
      eventKey: read.emptyable('EventKey'),
      pictureMd5s: items.flatMap((item) => readFields(item).optional('PicMd5Sum') ?? []),
    }
  }

const approval =
  (kind: 'openApprovalChange' | 'sysApprovalChange'): ReadEvent =>
  (read, header) => ({
    ...header,
    kind,
    approval: read.inside('ApprovalInfo').fields,
  })

const cardFields = (
  read: FieldReader,
): { eventKey: string; taskId: string; cardType: string; responseCode: string } => ({
  eventKey: read.emptyable('EventKey'),
  taskId: read.emptyable('TaskId'),
  cardType: read.text('CardType'),
  responseCode: read.text('ResponseCode'),
})

function optionIds(read: FieldReader): string[] {
  const ids = read.nested('OptionIds')?.['OptionId']
  return (Array.isArray(ids) ? ids : [ids]).filter((id): id is string => typeof id === 'string')
}

function selected(read: FieldReader): { questionKey: string; optionIds: string[] }[] {
  const items = read.nested('SelectedItems')
  if (!items) return []
  return readFields(items)
    .list('SelectedItem')
    .map((item) => readFields(item))
    .map((item) => ({ questionKey: item.optional('QuestionKey') ?? '', optionIds: optionIds(item) }))
}

/** By Event in lower case: WeCom writes LOCATION in capitals, the rest small. */
export const APP_EVENTS: Readonly<Record<string, ReadEvent>> = {
  subscribe: plain('subscribe'),
  unsubscribe: plain('unsubscribe'),
  enter_agent: plain('enterAgent'),
  change_app_admin: plain('changeAppAdmin'),
  unlicensed_notify: plain('unlicensedNotify'),
  close_inactive_agent: plain('closeInactiveAgent'),
  reopen_inactive_agent: plain('reopenInactiveAgent'),
  share_chain_change: plain('shareChainChange'),
  location: (read, header) => ({
    ...header,
    kind: 'locationReport',
    latitude: read.number('Latitude'),
    longitude: read.number('Longitude'),
    precision: read.optionalNumber('Precision'),
    appType: read.optional('AppType'),
  }),
  batch_job_result: (read, header) => {
    const job = read.inside('BatchJob')
    return {
      ...header,
      kind: 'batchJobResult',
      jobId: job.text('JobId'),
      jobType: job.text('JobType'),
      errcode: job.number('ErrCode'),
      errmsg: job.emptyable('ErrMsg'),
    }
  },
  click: menu('menuClick'),
  view: menu('menuView'),
  scancode_push: scan('scanCodePush'),
  scancode_waitmsg: scan('scanCodeWait'),
  pic_sysphoto: pictures('picSysPhoto'),
  pic_photo_or_album: pictures('picPhotoOrAlbum'),
  pic_weixin: pictures('picWeixin'),
  location_select: (read, header) => ({
    ...header,
    kind: 'locationSelect',
    eventKey: read.emptyable('EventKey'),
    location: read.inside('SendLocationInfo').fields,
    appType: read.optional('AppType'),
  }),
  template_card_event: (read, header) => ({
    ...header,
    kind: 'templateCard',
    ...cardFields(read),
    selected: selected(read),
  }),
  template_card_menu_event: (read, header) => ({ ...header, kind: 'templateCardMenu', ...cardFields(read) }),
  taskcard_click: (read, header) => ({
    ...header,
    kind: 'taskCardClick',
    eventKey: read.emptyable('EventKey'),
    taskId: read.text('TaskId'),
  }),
  open_approval_change: approval('openApprovalChange'),
  sys_approval_change: approval('sysApprovalChange'),
  switch_workbench_mode: (read, header) => ({ ...header, kind: 'switchWorkbenchMode', mode: read.text('Mode') }),
  upload_media_job_finish: (read, header) => ({ ...header, kind: 'uploadMediaJobFinish', jobId: read.text('JobId') }),
}

/** By MsgType, all but `event`. */
export const MESSAGES: Readonly<Record<string, ReadMessage>> = {
  text: (read, header) => ({ ...header, messageType: 'text', content: read.emptyable('Content') }),
  image: (read, header) => ({
    ...header,
    messageType: 'image',
    mediaId: read.text('MediaId'),
    picUrl: read.optional('PicUrl'),
  }),
  voice: (read, header) => ({
    ...header,
    messageType: 'voice',
    mediaId: read.text('MediaId'),
    format: read.optional('Format'),
  }),
  video: (read, header) => ({
    ...header,
    messageType: 'video',
    mediaId: read.text('MediaId'),
    thumbMediaId: read.optional('ThumbMediaId'),
  }),
  location: (read, header) => ({
    ...header,
    messageType: 'location',
    latitude: read.number('Location_X'),
    longitude: read.number('Location_Y'),
    scale: read.optionalNumber('Scale'),
    label: read.optional('Label'),
  }),
  link: (read, header) => ({
    ...header,
    messageType: 'link',
    title: read.emptyable('Title'),
    url: read.text('Url'),
    description: read.optional('Description'),
    picUrl: read.optional('PicUrl'),
  }),
}

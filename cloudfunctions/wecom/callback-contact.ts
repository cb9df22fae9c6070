/** Directory events in both body forms (wecom-api §4.2; WeCom 92654-92656, 90970, 96302). */
import type { ContactChange } from '@shared/wecom/callback'
import type { OpenUserId } from '@shared/wecom/ids'
import { commaList, commaNumbers, type FieldReader } from './callback-reader'

const openUserId = (read: FieldReader): OpenUserId | undefined => read.optional('OpenUserID') as OpenUserId | undefined

const member =
  (changeType: 'createUser' | 'updateUser') =>
  (read: FieldReader): ContactChange => {
    const departments = read.optional('Department')
    return {
      changeType,
      userId: read.text('UserID'),
      openUserId: openUserId(read),
      newUserId: read.optional('NewUserID'),
      name: read.optional('Name'),
      departments: departments === undefined ? undefined : commaNumbers(departments),
      mainDepartment: read.optionalNumber('MainDepartment'),
      status: read.optionalNumber('Status'),
      fields: read.fields,
    }
  }

const department =
  (changeType: 'createParty' | 'updateParty') =>
  (read: FieldReader): ContactChange => ({
    changeType,
    departmentId: read.number('Id'),
    name: read.optional('Name'),
    parentId: read.optionalNumber('ParentId'),
    order: read.optionalNumber('Order'),
  })

const CHANGES: Readonly<Record<string, (read: FieldReader) => ContactChange>> = {
  create_user: member('createUser'),
  update_user: member('updateUser'),
  delete_user: (read) => ({ changeType: 'deleteUser', userId: read.text('UserID'), openUserId: openUserId(read) }),
  create_party: department('createParty'),
  update_party: department('updateParty'),
  delete_party: (read) => ({ changeType: 'deleteParty', departmentId: read.number('Id') }),
  update_tag: (read) => ({
    changeType: 'updateTag',
    tagId: read.number('TagId'),
    addedUserIds: commaList(read.optional('AddUserItems')),
    removedUserIds: commaList(read.optional('DelUserItems')),
    addedDepartments: commaNumbers(read.optional('AddPartyItems')),
    removedDepartments: commaNumbers(read.optional('DelPartyItems')),
  }),
}

/** The change a `change_contact` names; a ChangeType we do not know keeps its fields. */
export function readContactChange(read: FieldReader): ContactChange {
  const wireChangeType = read.text('ChangeType')
  const change = Object.hasOwn(CHANGES, wireChangeType) ? CHANGES[wireChangeType] : undefined
  return change ? change(read) : { changeType: 'unknown', wireChangeType, fields: read.fields }
}

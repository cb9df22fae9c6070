import { useState } from 'react'
import { permissionsFor, type Permission } from '@shared/wecom/permissions'
import { Box, Text } from '../../components/box'
import { Check } from '../../components/check'
import { Choice } from '../../components/choice'
import { TextField } from '../../components/text-field'
import styles from './permission.module.scss'

const CATALOGUE = permissionsFor('template')
const GROUPS = [...new Set(CATALOGUE.map((permission) => permission.group))]

export interface PermissionPickerProps {
  /** Keys that are picked. */
  picked: readonly string[]
  /** Keys in force: nothing to ask for. */
  effective: readonly string[]
  onPick: (key: string, isPicked: boolean) => void
}

/** Permissions of the catalogue that a search text and a group leave over. */
export const findPermissions = (search: string, group: string): readonly Permission[] => {
  const wanted = search.trim().toLowerCase()
  return CATALOGUE.filter(
    (permission) =>
      (group === '' || permission.group === group) &&
      (wanted === '' || `${permission.name}${permission.group}${permission.key}`.toLowerCase().includes(wanted)),
  )
}

/** The catalogue, by group and search. */
export function PermissionPicker({ picked, effective, onPick }: PermissionPickerProps) {
  const [search, setSearch] = useState('')
  const [group, setGroup] = useState('')
  const found = findPermissions(search, group)
  const groups = GROUPS.filter((name) => found.some((permission) => permission.group === name))
  return (
    <Box className={styles.picker}>
      <Box className={styles.filters}>
        <TextField
          kind="search"
          label="搜索权限名称或标识"
          placeholder="搜索权限名称或标识"
          bare
          value={search}
          onChange={setSearch}
        />
        <Choice
          bare
          label="按分组看"
          value={group}
          onChange={setGroup}
          options={[{ value: '', words: '全部分组' }, ...GROUPS.map((name) => ({ value: name, words: name }))]}
        />
      </Box>
      <Box live="polite" className={styles.faint}>
        {found.length === 0 ? '没有符合的权限，换个词试试' : `${found.length} 项，已选 ${picked.length} 项`}
      </Box>
      {found.length > 0 && (
        <Box role="group" label="权限目录" className={styles.options}>
          {groups.map((name) => (
            <Box key={name}>
              <Box className={styles['option-group']}>{name}</Box>
              {found
                .filter((permission) => permission.group === name)
                .map((permission) => (
                  <Option
                    key={permission.key}
                    permission={permission}
                    isPicked={picked.includes(permission.key)}
                    isEffective={effective.includes(permission.key)}
                    onPick={onPick}
                  />
                ))}
            </Box>
          ))}
        </Box>
      )}
    </Box>
  )
}

interface OptionProps {
  permission: Permission
  isPicked: boolean
  isEffective: boolean
  onPick: (key: string, isPicked: boolean) => void
}

function Option({ permission, isPicked, isEffective, onPick }: OptionProps) {
  const { key, name, isSensitive, needsMemberConsent, isVerified } = permission
  const hint = [
    needsMemberConsent && '还需要每位成员本人同意后才能读到',
    !isVerified && '标识未在官方文档中核实，以企业微信后台显示的为准',
  ].filter(Boolean)
  return (
    <Check
      checked={isPicked || isEffective}
      disabled={isEffective}
      onChange={(checked) => onPick(key, checked)}
      label={
        <Box className={styles['option-name']}>
          <Text>{name}</Text>
          {isEffective && <Text className={styles.faint}>已生效</Text>}
          {isSensitive && <Text className={styles.tag}>敏感</Text>}
        </Box>
      }
      hint={hint.length > 0 ? hint.join('；') : undefined}
    />
  )
}

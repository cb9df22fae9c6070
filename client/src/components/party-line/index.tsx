import type { ReactNode } from 'react'
import { Box, Text } from '../box'
import { join } from '../class-names'
import styles from './party-line.module.scss'

interface PartyProps {
  name: string
  /** Second line: role, corp, id. */
  about?: ReactNode
}

/** A company: mark, name, one line about it. */
export function CorpLine({ name, about }: PartyProps) {
  return <Party name={name} about={about} className={styles.mark} />
}

export interface PersonLineProps extends Omit<PartyProps, 'name'> {
  /** Declared by herself or on the invitation; WeCom gives suites no names. */
  name?: string
  /** Her id as this provider sees it; its end stands in for the name. */
  openUserId?: string
  /** What she is: 管理员, 成员, 项目经理. */
  role?: string
}

/** What we call a person: her declared name, else the role and the end of her id: 管理员 ··3f2a. */
export const personName = ({ name, openUserId, role = '成员' }: PersonLineProps): string =>
  name ?? (openUserId ? `${role} ··${openUserId.slice(-4)}` : role)

/** A person: mark, name with its basis, one line about her. */
export function PersonLine(props: PersonLineProps) {
  return (
    <Party
      name={personName(props)}
      note={props.name ? '姓名已申报' : undefined}
      about={props.about}
      className={join(styles.mark, styles.person)}
    />
  )
}

function Party({ name, note, about, className }: PartyProps & { note?: string; className?: string }) {
  return (
    <Box className={styles.party}>
      <Box hidden className={className}>
        {[...name][0]}
      </Box>
      <Box className={styles.words}>
        <Box className={styles.name}>
          <Text>{name}</Text>
          {note && <Text className={styles.basis}>{note}</Text>}
        </Box>
        {about && <Box className={styles.about}>{about}</Box>}
      </Box>
    </Box>
  )
}

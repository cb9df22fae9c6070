import type { SuiteView } from '@shared/contract/registry'
import { Box, Text } from '../../components/box'
import { DataTable } from '../../components/data-table'
import { StateChip } from '../../components/state-chip'
import { TimeText } from '../../components/time-text'
import { useNow } from '../../platform/now'
import { purposeWords, ticketHealth } from './reads'
import styles from './registry.module.scss'

/** Suites and templates: what each is for, whether it is launched, whether WeCom's tickets arrive. */
export function RegistryTable({ suites }: { suites: readonly SuiteView[] }) {
  return (
    <DataTable
      label="应用和模板"
      rows={suites}
      idOf={(suite) => suite.suiteId}
      columns={[
        {
          id: 'name',
          title: '名称',
          cell: (suite) => (
            <Box>
              <Text>{suite.name}</Text>
              <Box className={styles.code}>{suite.suiteId}</Box>
            </Box>
          ),
        },
        {
          id: 'use',
          title: '用途',
          cell: (suite) => `${suite.kind === 'template' ? '代开发模板' : '第三方应用'} · ${purposeWords(suite.use)}`,
        },
        {
          id: 'launched',
          title: '上线',
          cell: ({ launched }) => (
            <StateChip
              mood={launched.value ? 'done' : 'waiting'}
              word={launched.value ? '已上线' : '未上线'}
              basis={launched.basis}
              at={launched.at}
            />
          ),
        },
        { id: 'ticket', title: '推送票据', cell: (suite) => <TicketChip suite={suite} /> },
      ]}
    />
  )
}

/** Whether the newest ticket is young enough to work with. */
export function TicketChip({ suite }: { suite: SuiteView }) {
  const health = ticketHealth(suite, useNow())
  if (health === 'never') return <StateChip mood="attention" word="从未收到" />
  return (
    <Box className={styles.ticket}>
      <StateChip mood={health === 'fresh' ? 'done' : 'attention'} word={health === 'fresh' ? '正常' : '已过期'} />
      {suite.ticketAt !== undefined && <TimeText at={suite.ticketAt} />}
    </Box>
  )
}

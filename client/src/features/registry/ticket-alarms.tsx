import { Box } from '../../components/box'
import { Card } from '../../components/card'
import { Link } from '../../components/link'
import { Loaded } from '../../components/state-view'
import { TicketChip } from './registry-table'
import { useRegistry } from './reads'
import styles from './registry.module.scss'

/** Whether WeCom's pushes reach us, suite by suite. */
export function TicketAlarms() {
  return (
    <Card title="企业微信的推送" aside={<Link to={{ route: '/console/apps/index' }}>应用</Link>}>
      <Loaded reading={useRegistry()}>
        {({ suites }) => (
          <Box as="ul" className={styles.list}>
            {suites.map((suite) => (
              <Box as="li" key={suite.suiteId} className={styles.line}>
                <Box>{suite.name}</Box>
                <TicketChip suite={suite} />
              </Box>
            ))}
          </Box>
        )}
      </Loaded>
    </Card>
  )
}

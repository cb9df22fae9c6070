import { useId } from 'react'
import { useConsoleKeys } from '../../platform/keys'
import { useTitle } from '../../platform/navigate'
import { Box, Heading, Text } from '../box'
import { Button } from '../button'
import { join } from '../class-names'
import { ErrorBoundary } from '../error-boundary'
import { SEARCH_ID } from '../filter-bar'
import { Icon } from '../icon'
import { Link } from '../link'
import { ToastDock } from '../toast'
import { isCurrent, type ConsolePageProps } from './props'
import styles from './console.module.scss'

/** A page of the console: navigation at the side (above on a phone), title with actions, content of at most 1200 px. */
export function ConsolePage(props: ConsolePageProps) {
  const { title, lead, actions, parent, aside, asideFirst, children } = props
  const mainId = useId()
  useTitle(`${title} · ${props.owner}`)
  const focusMain = useConsoleKeys(SEARCH_ID, mainId)
  return (
    <Box className={styles.shell}>
      {focusMain && (
        <Button look="plain" className={styles.skip} onPress={focusMain}>
          跳到正文
        </Button>
      )}
      <Side {...props} />
      <Box className={styles.page}>
        <Box className={styles.inner}>
          <Box as="header" className={styles.head}>
            <Box className={styles.words}>
              {parent && (
                <Link to={parent.place} className={styles.parent}>
                  {`‹ ${parent.words}`}
                </Link>
              )}
              <Heading level={1} className={styles.title}>
                {title}
              </Heading>
              {lead && <Box className={styles.lead}>{lead}</Box>}
            </Box>
            {actions && <Box className={styles.actions}>{actions}</Box>}
          </Box>
          <Box as="main" id={mainId}>
            <ErrorBoundary>
              <Columns aside={aside} asideFirst={asideFirst}>
                {children}
              </Columns>
            </ErrorBoundary>
          </Box>
        </Box>
      </Box>
      <ToastDock />
    </Box>
  )
}

function Columns({ aside, asideFirst, children }: Pick<ConsolePageProps, 'aside' | 'asideFirst' | 'children'>) {
  if (!aside) return <Box className={styles.main}>{children}</Box>
  const beside = (
    <Box as="aside" className={styles.aside}>
      {aside}
    </Box>
  )
  return (
    <Box className={styles.split}>
      {asideFirst && beside}
      <Box className={styles.main}>{children}</Box>
      {!asideFirst && beside}
    </Box>
  )
}

function Side({ nav, route, owner, account }: ConsolePageProps) {
  return (
    <Box as="header" className={styles.side}>
      <Box className={styles.owner}>
        <Text hidden className={styles.brand}>
          合
        </Text>
        <Text>{owner}</Text>
      </Box>
      <Box as="nav" label="主导航">
        <Box as="ul" className={styles.nav}>
          {nav.map((item) => (
            <Box as="li" key={item.words}>
              <Link
                look="plain"
                to={item.place}
                current={isCurrent(item, route)}
                className={join(styles.entry, isCurrent(item, route) && styles.current)}
              >
                <Icon name={item.icon} />
                <Text>{item.words}</Text>
              </Link>
            </Box>
          ))}
        </Box>
      </Box>
      {account && <Box className={styles.account}>{account}</Box>}
    </Box>
  )
}

import type { ReactNode } from 'react'
import { Box, Heading, Text } from '../../components/box'
import { Icon } from '../../components/icon'
import styles from './promotion.module.scss'

export interface PromotionProps {
  providerName: string
  name: string
  overview: string
  text: string
  apps: readonly string[]
  /** What all reviews come to. */
  rating?: ReactNode
  /** Reviews. */
  children?: ReactNode
  /** Level of the solution's own name: 1 on its page, 3 in a preview. */
  level?: 1 | 3
}

/** What a promotion page says; the same piece is the editor's live preview. */
export function Promotion({ providerName, name, overview, text, apps, rating, children, level = 1 }: PromotionProps) {
  const inner = level === 1 ? 2 : 4
  const paragraphs = text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  return (
    <Box as="article" className={styles.promotion}>
      <Box as="header" className={styles.hero}>
        <Box className={styles.maker}>
          <Text hidden className={styles.mark}>
            {[...providerName][0] ?? '合'}
          </Text>
          <Text>{providerName}</Text>
        </Box>
        <Heading level={level} className={styles.name}>
          {name || '方案名称'}
        </Heading>
        <Box className={styles.overview}>{overview || '方案概述会显示在这里'}</Box>
        {rating && <Box className={styles.rating}>{rating}</Box>}
      </Box>
      {paragraphs.length > 0 && (
        <Box as="section" className={styles.section}>
          <Heading level={inner} className={styles.title}>
            方案介绍
          </Heading>
          {paragraphs.map((part, at) => (
            <Box as="p" key={at} className={styles.paragraph}>
              {part}
            </Box>
          ))}
        </Box>
      )}
      {apps.length > 0 && (
        <Box as="section" className={styles.section}>
          <Heading level={inner} className={styles.title}>
            在企业微信里使用的应用
          </Heading>
          <Box as="ul" className={styles.apps}>
            {apps.map((app) => (
              <Box as="li" key={app} className={styles.app}>
                <Box hidden className={styles.tile}>
                  <Icon name="apps" />
                </Box>
                <Text>{app}</Text>
              </Box>
            ))}
          </Box>
        </Box>
      )}
      {children && (
        <Box as="section" className={styles.section}>
          <Heading level={inner} className={styles.title}>
            客户怎么说
          </Heading>
          {children}
        </Box>
      )}
    </Box>
  )
}

/** The live preview: the page in a phone's width. */
export function PhonePreview({ children }: { children: ReactNode }) {
  return (
    <Box role="region" label="手机上的样子" className={styles.phone}>
      <Box className={styles.screen}>{children}</Box>
    </Box>
  )
}

import { Box, Heading } from '../../components/box'
import { Guide } from '../../components/guide'
import { WaitLine } from '../../components/wait-line'
import styles from './tracker.module.scss'

/** Launched but visible to nobody: how the admin lets people in, beginning small. */
export function RangeAdvice({ appName }: { appName: string }) {
  return (
    <Box className={styles.advice}>
      <Heading level={3} className={styles['advice-title']}>
        怎么设置可见范围
      </Heading>
      <Box>建议先选 3 到 10 位同事试用，确认好用再扩大到部门或全员。没有设置之前，工作台里谁也看不到它。</Box>
      <Guide
        label="怎么设置可见范围"
        steps={[
          '打开企业微信“工作台”，点右上角进入“管理企业”（或在电脑上登录企业微信管理后台）',
          `在“应用管理”里找到“${appName}”`,
          '点“可见范围”，选好成员后保存',
        ]}
      />
      <WaitLine>设置好后，这里会自动更新</WaitLine>
    </Box>
  )
}

import { Box, Heading, Text } from '../../components/box'
import { Button } from '../../components/button'
import { Check } from '../../components/check'
import { TextField } from '../../components/text-field'
import { LIMITS, type DraftItem } from './draft'
import { permissionName } from './words'
import styles from './permission.module.scss'

export interface AskedEditorProps {
  item: DraftItem
  /** What is wrong with each of its fields. */
  faultOf: (field: keyof DraftItem) => string | undefined
  onChange: (item: DraftItem) => void
  onRemove: () => void
}

/** Why one permission is needed, in words a customer understands. */
export function AskedEditor({ item, faultOf, onChange, onRemove }: AskedEditorProps) {
  const name = permissionName(item.key)
  return (
    <Box as="li" className={styles.editor}>
      <Box className={styles['editor-head']}>
        <Box>
          <Heading level={3} className={styles['editor-name']}>
            {name}
          </Heading>
          <Text selectable className={styles.key}>
            {item.key}
          </Text>
        </Box>
        <Button look="quiet" size="dense" icon="trash" label={`不申请“${name}”`} onPress={onRemove}>
          不申请
        </Button>
      </Box>
      <TextField
        id={`reason-${item.key}`}
        label="为什么需要"
        max={LIMITS.reason}
        value={item.reason}
        error={faultOf('reason')}
        hint="客户会原样看到，例如：用来给客户打电话回访。"
        onChange={(reason) => onChange({ ...item, reason })}
      />
      <TextField
        id={`feature-${item.key}`}
        label="哪个功能要用"
        max={LIMITS.feature}
        value={item.feature}
        error={faultOf('feature')}
        onChange={(feature) => onChange({ ...item, feature })}
      />
      <TextField
        id={`without-${item.key}`}
        label="没有它会怎样"
        max={LIMITS.withoutIt}
        value={item.withoutIt}
        error={faultOf('withoutIt')}
        onChange={(withoutIt) => onChange({ ...item, withoutIt })}
      />
      <Check
        look="switch"
        id={`must-${item.key}`}
        checked={item.isMustHave}
        onChange={(isMustHave) => onChange({ ...item, isMustHave })}
        label="必需"
        hint={item.isMustHave ? '客户不能单独去掉它，只能整次同意或不同意。' : '客户可以单独去掉它。'}
      />
    </Box>
  )
}

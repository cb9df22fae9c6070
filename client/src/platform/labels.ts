/**
 * Taro's templates leave out what screen readers need. The build writes these attributes into the templates (client/config), and the
 * runtime has to know them under the same short names: both read one list, at the same place behind Taro's own.
 */
import { mergeInternalComponents } from '@tarojs/shared'
import labels from '../../config/labels.json'

mergeInternalComponents(labels)

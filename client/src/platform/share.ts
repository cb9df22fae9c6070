import { useShareAppMessage } from '@tarojs/taro'
import { pathOf, type Place } from './place'

/** What a page forwards: title and place. In a browser people copy the address instead. */
export function useShare(title: string, place: Place): void {
  useShareAppMessage(() => ({ title, path: pathOf(place) }))
}

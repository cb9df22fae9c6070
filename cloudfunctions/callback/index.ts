import { httpFunction } from '../runtime/cloud-function'
import { openBaseServices } from '../runtime/services'
import { callbackEdge } from './edge'

/** The deployed function; see `edge.ts`. */
export const main = httpFunction(callbackEdge, openBaseServices, '/callback')

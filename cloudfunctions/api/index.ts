import { httpFunction } from '../runtime/cloud-function'
import { openServices } from '../runtime/services'
import { apiEdge } from './edge'

/** The deployed function; see `edge.ts`. */
export const main = httpFunction(apiEdge, openServices, '/api')

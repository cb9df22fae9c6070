import { httpFunction } from '../runtime/cloud-function'
import { openServices } from '../runtime/services'
import { webEdge } from './edge'

/** The deployed function; see `edge.ts`. */
export const main = httpFunction(webEdge, openServices)

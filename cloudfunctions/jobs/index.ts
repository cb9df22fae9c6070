import { timerFunction } from '../runtime/cloud-function'
import { openServices } from '../runtime/services'
import { runJobs } from './edge'

/** The deployed function; see `edge.ts`. */
export const main = timerFunction(runJobs, openServices)

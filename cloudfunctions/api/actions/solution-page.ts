import type { page } from '@shared/contract/solution'
import { readSolutionPage } from '../../services/solution/read-solution'
import type { Handler } from '../caller'

export const handle: Handler<typeof page> = (deps, _caller, input) => readSolutionPage(deps, input)

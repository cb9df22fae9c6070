/** All control endpoints in one table, and the call that runs one. */
import { clientAdminHandlers } from './client-admin'
import { clientHandlers } from './client'
import { consoleHandlers } from './console'
import { CONTROL_ABOUT, type ControlInput, type ControlName, type ControlOutput } from './control'
import { ActRefusal, refuseAct } from './act'
import { isAct, logAct } from './act-log'
import { directoryHandlers } from './directory'
import { badFields } from './fields'
import type { Console, Handler, Handlers } from './handler'
import { reviewHandlers } from './review'
import { systemUrlHandlers } from './system-url'
import { worldHandlers } from './world-control'

const HANDLERS: Handlers<ControlName> = {
  ...worldHandlers,
  ...clientHandlers,
  ...clientAdminHandlers,
  ...consoleHandlers,
  ...reviewHandlers,
  ...directoryHandlers,
  ...systemUrlHandlers,
}

export const isControlName = (name: string): name is ControlName => Object.hasOwn(CONTROL_ABOUT, name)

/**
 * Runs one endpoint on checked input.
 * @throws ActRefusal when a field does not fit or WeCom would refuse the act
 */
export async function runControl<N extends ControlName>(
  console: Console,
  name: N,
  input: ControlInput<N>,
): Promise<ControlOutput<N>> {
  const bad = badFields(name, input as Readonly<Record<string, unknown>>)
  if (bad.length > 0) refuseAct('BAD_INPUT', `参数不正确：${bad.join('、')}`)
  const handler: Handler<N> = HANDLERS[name]
  if (!isAct(name)) return handler(console, input)
  const started = performance.now()
  const record = (result: unknown) => logAct(console.stand, name, { ...input }, result, started)
  try {
    const output = await handler(console, input)
    record(output)
    return output
  } catch (error) {
    if (error instanceof ActRefusal) record(error)
    throw error
  }
}

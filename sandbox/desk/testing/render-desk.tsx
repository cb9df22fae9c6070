import { act, render } from '@testing-library/react'
import type { ReactNode } from 'react'
import type { ControlInput, ControlName } from '../../wecom/platform/control'
import type { WorldView } from '../../wecom/platform/views'
import type { Platform } from '../state/platform'
import { DeskProvider } from '../state/use-desk'

/** What a test sees of the calls a piece of the desk makes. */
export interface Calls {
  /** Calls that change something, oldest first. */
  readonly made: readonly { readonly name: ControlName; readonly input: unknown }[]
  /** Answers of names other than `world.get`; a function may refuse by throwing. */
  answer<N extends ControlName>(name: N, give: (input: ControlInput<N>) => unknown): void
}

/** Shows a piece of the desk once it has read a given world. Calls without an answer of their own are answered `{}`. */
export async function renderDesk(piece: ReactNode, world: WorldView): Promise<Calls> {
  const made: { name: ControlName; input: unknown }[] = []
  const answers = new Map<string, (input: never) => unknown>()
  const platform = (async (name: ControlName, input: unknown) => {
    if (name === 'world.get') return world
    const give = answers.get(name)
    if (name.split('.')[1] !== 'list') made.push({ name, input })
    return give ? give(input as never) : {}
  }) as Platform
  const config = { appBase: 'http://127.0.0.1:4680', wecomBase: 'http://127.0.0.1:4681' }
  await act(async () => {
    render(
      <DeskProvider config={config} platform={platform}>
        {piece}
      </DeskProvider>,
    )
  })
  return { made, answer: (name, give) => void answers.set(name, give) }
}

import { useState } from 'react'
import type { SolutionView } from '@shared/contract/solution'
import { isFault } from '../../components/state-view'
import { draftFaults, draftOf, EMPTY_DRAFT, isSame, type SolutionDraft } from './draft'
import { useSaveSolution } from './reads'

export interface Editor {
  readonly draft: SolutionDraft
  readonly change: (changed: Partial<SolutionDraft>) => void
  /** Something is written that is not saved. */
  readonly isDirty: boolean
  /** A colleague saved other words since: shown before anything of hers is overwritten. */
  readonly theirs: SolutionView | undefined
  /** What is wrong, by field, once saving was tried. */
  readonly isTried: boolean
  readonly error: unknown
  readonly save: () => Promise<SolutionView | undefined>
  /** Goes on from the colleague's words. */
  readonly takeTheirs: () => void
  /** Saves these words over the colleague's. */
  readonly keepMine: () => Promise<SolutionView | undefined>
}

/**
 * Editing one solution at the version that was seen. A version that moved without its words changing (a review was written) is no
 * conflict; one whose words changed is shown, never overwritten by accident.
 * @param fresh   as last read; undefined for a new one
 * @param refetch reads it anew
 */
export function useEditor(fresh: SolutionView | undefined, refetch: () => Promise<SolutionView | undefined>): Editor {
  const [base, setBase] = useState(fresh)
  const [draft, setDraft] = useState<SolutionDraft>(() => (fresh ? draftOf(fresh) : EMPTY_DRAFT))
  const [isTried, setTried] = useState(false)
  const saving = useSaveSolution()
  const isDirty = !isSame(draft, base ? draftOf(base) : EMPTY_DRAFT)
  const isNewer = fresh !== undefined && base !== undefined && fresh.version > base.version
  const hasOtherWords = isNewer && !isSame(draftOf(fresh), draftOf(base)) && !isSame(draftOf(fresh), draft)
  // Nothing of hers is at stake: go on from what is there now.
  if (isNewer && (!hasOtherWords || !isDirty)) {
    setBase(fresh)
    if (!isDirty) setDraft(draftOf(fresh))
  }
  const settle = (saved: SolutionView) => {
    setBase(saved)
    setDraft(draftOf(saved))
    setTried(false)
    return saved
  }
  const send = (at: SolutionView | undefined) =>
    saving.mutateAsync({
      ...(at ? { id: at.id, version: at.version } : {}),
      ...draft,
      linkedApps: [...draft.linkedApps],
    })
  const save = async () => {
    setTried(true)
    if (Object.keys(draftFaults(draft)).length > 0) return undefined
    try {
      return settle(await send(base))
    } catch (fault) {
      if (!isFault(fault, 'CONFLICT') || !base) return undefined
      const now = await refetch()
      if (!now || !isSame(draftOf(now), draftOf(base))) return undefined
      return send(now).then(settle, () => undefined)
    }
  }
  const theirs = hasOtherWords && isDirty ? fresh : undefined
  return {
    draft,
    change: (changed) => setDraft({ ...draft, ...changed }),
    isDirty,
    theirs,
    isTried,
    error: saving.error,
    save,
    takeTheirs: () => {
      if (fresh) settle(fresh)
      saving.reset()
    },
    keepMine: () => send(fresh).then(settle, () => undefined),
  }
}

import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Seat } from '../state/seat'
import { readPictures, removePicture, savePicture, type Picture, type SaveResult, type Shelf } from './album'

// Two components show the same shelf, and one phone may forward to the other: the page tells itself.
const CHANGED = 'accord-desk-pictures'

/** Pictures on one shelf of one phone, kept in the browser. */
export function usePictures(seat: Seat, shelf: Shelf) {
  const [version, setVersion] = useState(0)
  useEffect(() => {
    const changed = () => setVersion((count) => count + 1)
    window.addEventListener(CHANGED, changed)
    return () => window.removeEventListener(CHANGED, changed)
  }, [])
  const pictures = useMemo(() => {
    void version
    return readPictures(window.localStorage, seat, shelf)
  }, [seat, shelf, version])
  const remove = useCallback(
    (id: string) => {
      removePicture(window.localStorage, seat, id, shelf)
      announce()
    },
    [seat, shelf],
  )
  return { pictures, remove }
}

/** Keeps a picture on a phone and tells every component that shows it. */
export function keepPicture(seat: Seat, picture: Omit<Picture, 'id'>, shelf: Shelf = 'album'): SaveResult {
  const result = savePicture(window.localStorage, seat, picture, shelf)
  announce()
  return result
}

function announce(): void {
  window.dispatchEvent(new Event(CHANGED))
}

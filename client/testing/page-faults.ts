/** What a page may be blamed for, run inside the browser (each stands alone: no imports, no outer names). */

/** Elements with a click handler of React's that Tab does not reach. */
export function mouseOnly(): string[] {
  const reached = 'a[href], button, input, select, textarea, label, summary, dialog, [tabindex]'
  return [...document.querySelectorAll('body *')].flatMap((element) => {
    const key = Object.keys(element).find((name) => name.startsWith('__reactProps$'))
    const props = key === undefined ? undefined : (element as unknown as Record<string, { onClick?: unknown }>)[key]
    return props?.onClick && !element.matches(reached) ? [element.outerHTML.slice(0, 120)] : []
  })
}

/** What reaches beyond the right edge of the window, strips that scroll by design (navigation, tables) excepted. */
export function beyondView(): string[] {
  const isStrip = (element: Element): boolean => {
    const { overflowX } = getComputedStyle(element)
    return (
      (overflowX === 'auto' || overflowX === 'scroll') &&
      element.clientWidth <= window.innerWidth &&
      !element.querySelector('h1')
    )
  }
  const isInStrip = (element: Element): boolean => {
    for (let at = element.parentElement; at; at = at.parentElement) if (isStrip(at)) return true
    return false
  }
  return [...document.querySelectorAll('body *')]
    .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1 && !isInStrip(element))
    .map((element) => element.outerHTML.slice(0, 120))
}

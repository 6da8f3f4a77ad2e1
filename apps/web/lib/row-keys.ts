import type { KeyboardEvent } from 'react'

/** Up and down go from one `[data-item]` to the next inside the element, as do J and K; Home and End jump. */
export function useRowKeys() {
  return (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, Home: Number.NEGATIVE_INFINITY, End: Number.POSITIVE_INFINITY }[event.key]
    if (
      step === undefined ||
      event.ctrlKey ||
      event.metaKey ||
      (event.target as HTMLElement).matches('input:not([type=checkbox]), textarea, select')
    )
      return
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-item]')]
    const row = document.activeElement?.closest('[data-row]')
    const at = items.findIndex(item => item === document.activeElement || (row?.contains(item) ?? false))
    const next = items[Math.max(0, Math.min(items.length - 1, at + step))]
    if (!next) return
    event.preventDefault()
    next.focus()
  }
}

/** The row that has the focus. */
export const focusedRow = () => document.activeElement?.closest<HTMLElement>('[data-row]') ?? undefined

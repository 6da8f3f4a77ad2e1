'use client'
import { type KeyboardEvent, useEffect } from 'react'
import { overlaid } from './shortcuts.ts'

const steps: Record<string, number> = {
  ArrowDown: 1,
  j: 1,
  ArrowUp: -1,
  k: -1,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
}

/** Up and down go from one `[data-item]` to the next inside the element, as do J and K; Home and End jump. */
export function useRowKeys() {
  return (event: KeyboardEvent<HTMLElement>) => {
    const step = steps[event.key]
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

/** On a fresh page nothing has the focus: then down and J go to the first item of its list, up and K to the last. */
export function useFirstRow() {
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      const step = steps[event.key]
      const at = document.activeElement
      if (step === undefined || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || overlaid()) return
      if (at && at !== document.body && !at.matches('main')) return
      const items = [...document.querySelectorAll<HTMLElement>('main [data-item]')].filter(item => item.checkVisibility())
      const next = event.key === 'Home' || step === 1 ? items[0] : items.at(-1)
      if (!next) return
      event.preventDefault()
      next.focus()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}

/** The row that has the focus. */
export const focusedRow = () => document.activeElement?.closest<HTMLElement>('[data-row]') ?? undefined

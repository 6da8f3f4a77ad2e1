'use client'
import { useEffect, useRef, useSyncExternalStore } from 'react'

/** One key a person can press. `mod+k` is Ctrl-K, or ⌘K on a Mac. */
export interface Shortcut {
  keys: string
  title: string
  group: 'Everywhere' | 'This page'
}

interface Registered extends Shortcut {
  run: { current: (event: KeyboardEvent) => void }
}

const registered = new Set<Registered>()
const listeners = new Set<() => void>()
let snapshot: Shortcut[] = []

const changed = () => {
  snapshot = [...registered].map(({ keys, title, group }) => ({ keys, title, group }))
  for (const listener of listeners) listener()
}

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))

/** Something stands over the page and has the keys. */
export const overlaid = () =>
  document.querySelector('[role="dialog"][data-state="open"], [role="menu"][data-state="open"], [role="alertdialog"]') !== null

const pressed = (event: KeyboardEvent) => `${event.ctrlKey || event.metaKey ? 'mod+' : ''}${event.key.toLowerCase()}`

function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing || event.altKey) return
  const keys = pressed(event)
  // A plain letter belongs to the field or the dialog that has the focus.
  if (!keys.startsWith('mod+') && (typing(event.target) || overlaid())) return
  const match = [...registered].reverse().find(shortcut => shortcut.keys === keys)
  if (!match) return
  event.preventDefault()
  match.run.current(event)
}

/** Makes a key work while the component is on the screen and `enabled`, and lists it under `?`. */
export function useShortcut(
  keys: string,
  title: string,
  run: (event: KeyboardEvent) => void,
  { group = 'This page', enabled = true }: { group?: Shortcut['group']; enabled?: boolean } = {},
) {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    if (!enabled) return
    const entry: Registered = { keys, title, group, run: latest }
    if (registered.size === 0) window.addEventListener('keydown', onKeyDown)
    registered.add(entry)
    changed()
    return () => {
      registered.delete(entry)
      if (registered.size === 0) window.removeEventListener('keydown', onKeyDown)
      changed()
    }
  }, [keys, title, group, enabled])
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
const none: Shortcut[] = []

/** The keys that work now. */
export const useShortcuts = () =>
  useSyncExternalStore(
    subscribe,
    () => snapshot,
    () => none,
  )

const arrows: Record<string, string> = { arrowleft: '←', arrowright: '→' }
const nothing = () => () => {}
const onMac = () => /Mac|iPhone|iPad/.test(navigator.userAgent)

/** How keys are written on their caps: `mod+k` is Ctrl and K, or ⌘ and K on a Mac. */
export function useCaps(): (keys: string) => string[] {
  const mac = useSyncExternalStore(nothing, onMac, () => false)
  return keys =>
    keys.split('+').map(key => (key === 'mod' ? (mac ? '⌘' : 'Ctrl') : key.length === 1 ? key.toUpperCase() : (arrows[key] ?? key)))
}

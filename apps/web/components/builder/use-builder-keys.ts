'use client'
import { type RefObject, useEffect } from 'react'
import type { BuilderStore } from '../../lib/automations/builder-store.ts'
import { copied, gapBehind, paste, removeSelected } from '../../lib/automations/edit.ts'
import { edgeId, edgeOf, levelAt, portOf } from '../../lib/automations/graph.ts'
import { overlaid, useShortcut } from '../../lib/shortcuts.ts'
import { say } from '../toaster.tsx'

const writing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))

/** The keys of the builder: undo, redo, copy, cut, paste, take away, add. */
export function useBuilderKeys(store: BuilderStore, edges: RefObject<ReadonlySet<string>>) {
  useShortcut('n', 'Add a step', () => {
    const { graph, path, selected } = store.get()
    const arrow = levelAt(graph, path).edges.find(edge => edges.current.has(edgeId(edge)))
    store.setGap(arrow ? { edge: edgeOf(arrow.from, portOf(arrow), arrow.to) } : gapBehind(store, selected[0]))
  })
  useKeys(['delete', 'backspace'], () => removeSelected(store, edges.current))
  useKeys(['mod+z'], () => store.undo())
  useKeys(['mod+y', 'mod+shift+z'], () => store.redo())
  useEffect(() => {
    const elsewhere = (event: ClipboardEvent) =>
      writing(event.target) || overlaid() || (window.getSelection()?.toString() ?? '') !== '' || event.clipboardData === null
    const onCopy = (event: ClipboardEvent) => {
      const text = elsewhere(event) ? undefined : copied(store)
      if (text === undefined) return
      event.preventDefault()
      event.clipboardData?.setData('text/plain', text)
      if (event.type === 'cut') removeSelected(store)
      else say('Copied')
    }
    const onPaste = (event: ClipboardEvent) => {
      if (writing(event.target) || overlaid()) return
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (text === '') return
      event.preventDefault()
      if (!paste(store, text)) say('There are no steps in what was copied')
    }
    document.addEventListener('copy', onCopy)
    document.addEventListener('cut', onCopy)
    document.addEventListener('paste', onPaste)
    return () => {
      document.removeEventListener('copy', onCopy)
      document.removeEventListener('cut', onCopy)
      document.removeEventListener('paste', onPaste)
    }
  }, [store])
}

/** Keys that mean a field’s own text while one is written in; a shortcut with Ctrl would take them there too. */
function useKeys(keys: readonly string[], run: () => void) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || overlaid()) return
      const name = `${event.ctrlKey || event.metaKey ? 'mod+' : ''}${event.shiftKey ? 'shift+' : ''}${event.key.toLowerCase()}`
      if (!keys.includes(name) || writing(event.target)) return
      event.preventDefault()
      run()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  })
}

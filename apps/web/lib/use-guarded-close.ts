'use client'
import { type SyntheticEvent, useEffect, useRef, useState } from 'react'

/** What this needs of the browser's Navigation API, which not every browser has. */
interface History extends EventTarget {
  traverseTo(key: string): unknown
}
interface Travel extends Event {
  navigationType: string
  destination: { key: string }
}

const history = (): History | undefined => (globalThis as { navigation?: History }).navigation

/** On a form: `changed` from the first change on, `sent` once it was sent. */
const mark = 'data-typed'

const texts = 'textarea, input:not([type=checkbox]):not([type=radio]):not([type=hidden])'
const holdsText = (form: HTMLFormElement) => [...form.querySelectorAll<HTMLInputElement>(texts)].some(input => input.value.trim() !== '')

/**
 * Keeps a window from closing over what was typed into its forms, by Esc, a click beside it, its cross, or the browser's Back. A form counts from
 * its first change on; one that was sent and is empty again is done. What is saved as it is left, outside a form, is left first.
 */
export function useGuardedClose(open: boolean, onClose: () => void) {
  const content = useRef<HTMLDivElement>(null)
  const [leaving, setLeaving] = useState<{ go: () => void }>()

  const forms = (that = '') => [...(content.current?.querySelectorAll<HTMLFormElement>(`form${that}`) ?? [])]
  const note = (what: 'changed' | 'sent') => (event: SyntheticEvent<HTMLElement>) => {
    const form = event.target instanceof Element ? event.target.closest('form') : null
    if (form && content.current?.contains(form)) form.setAttribute(mark, what)
  }
  const isChanged = () => forms(`[${mark}]`).some(form => form.getAttribute(mark) === 'changed' || holdsText(form))
  const leaveField = () => {
    const { activeElement } = document
    if (activeElement instanceof HTMLElement && content.current?.contains(activeElement) && !activeElement.closest('form'))
      activeElement.blur()
  }

  useEffect(() => {
    if (!open) return
    const unload = (event: BeforeUnloadEvent) => {
      if (isChanged()) event.preventDefault()
    }
    const travel = (event: Event) => {
      const { navigationType, destination } = event as Travel
      if (navigationType !== 'traverse') return
      leaveField()
      if (!event.cancelable || !isChanged()) return
      event.preventDefault()
      setLeaving({ go: () => history()?.traverseTo(destination.key) })
    }
    window.addEventListener('beforeunload', unload)
    history()?.addEventListener('navigate', travel)
    return () => {
      window.removeEventListener('beforeunload', unload)
      history()?.removeEventListener('navigate', travel)
      setLeaving(undefined)
    }
  }, [open])

  return {
    content,
    watch: { onInput: note('changed'), onSubmit: note('sent') },
    /** Closes, or asks first. */
    close: () => {
      leaveField()
      if (isChanged()) setLeaving({ go: onClose })
      else onClose()
    },
    /** The question, while it is open. */
    question: {
      open: leaving !== undefined,
      onKeep: () => setLeaving(undefined),
      onDiscard: () => {
        for (const form of forms()) form.removeAttribute(mark)
        setLeaving(undefined)
        leaving?.go()
      },
    },
  }
}

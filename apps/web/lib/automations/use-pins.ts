'use client'
import { useEffect } from 'react'
import type { BuilderStore } from './builder-store.ts'

/** Characters that are kept; a browser gives a page about five million in all. */
const most = 1_000_000

const keyOf = (person: string, workflow: string) => `atom.pins.${person}.${workflow}`

/** Keeps in this browser what was pinned to steps of an automation: for tests, so that no run can ever see it. */
export function usePins(store: BuilderStore, person: string | undefined, workflow: string): void {
  useEffect(() => {
    if (person === undefined) return
    const key = keyOf(person, workflow)
    store.setPins(read(key))
    let { pins } = store.get()
    return store.subscribe(() => {
      if (store.get().pins === pins) return
      pins = store.get().pins
      write(key, pins)
    })
  }, [store, person, workflow])
}

function read(key: string): ReadonlyMap<string, unknown> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    return new Map(Object.entries(kept as Record<string, unknown>))
  } catch {
    // Somebody else wrote there, or the browser keeps nothing: then nothing is pinned.
    return new Map()
  }
}

function write(key: string, pins: ReadonlyMap<string, unknown>): void {
  try {
    const text = JSON.stringify(Object.fromEntries(pins))
    if (pins.size === 0) localStorage.removeItem(key)
    else if (text.length <= most) localStorage.setItem(key, text)
  } catch {
    // Without room they last as long as the page.
  }
}

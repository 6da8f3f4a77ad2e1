'use client'
import { useSearchParams } from 'next/navigation'
import { useCallback } from 'react'

/** What a page shows lives in its address, so that it can be linked and gone back to. An empty value leaves the address. */
export function useUrlState() {
  const params = useSearchParams()
  const set = useCallback((changes: Record<string, string | undefined>, { push = false } = {}) => {
    const next = new URLSearchParams(window.location.search)
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value)
      else next.delete(name)
    }
    const text = next.toString()
    const url = `${window.location.pathname}${text ? `?${text}` : ''}`
    if (push) window.history.pushState(null, '', url)
    else window.history.replaceState(null, '', url)
  }, [])
  const get = useCallback((name: string) => params.get(name) ?? '', [params])
  return { get, set }
}

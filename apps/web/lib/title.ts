'use client'
import { useEffect } from 'react'

/** The browser tab's title. */
export const useTitle = (title: string) => {
  useEffect(() => {
    document.title = `${title} · ATOM`
  }, [title])
}

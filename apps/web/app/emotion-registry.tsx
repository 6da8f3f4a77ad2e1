'use client'
import createCache from '@emotion/cache'
import { CacheProvider } from '@emotion/react'
import { useServerInsertedHTML } from 'next/navigation'
import { type ReactNode, useState } from 'react'

const newRegistry = () => {
  const cache = createCache({ key: 'css' })
  // Compatible mode keeps rules out of the tree, where they would differ from what the browser expects while it hydrates.
  cache.compat = true
  const insert = cache.insert
  let fresh: string[] = []
  cache.insert = (...args) => {
    const name = args[1].name
    if (cache.inserted[name] === undefined) fresh.push(name)
    return insert(...args)
  }
  const flush = () => {
    const names = fresh
    fresh = []
    return names
  }
  return { cache, flush }
}

/** Puts the rules that Emotion makes while pages are exported into their head. */
export function EmotionRegistry({ children }: { children: ReactNode }) {
  const [{ cache, flush }] = useState(newRegistry)
  useServerInsertedHTML(() => {
    const names = flush()
    if (names.length === 0) return null
    const rules = names.map(name => cache.inserted[name]).filter(rule => typeof rule === 'string')
    return <style key={cache.key} data-emotion={`${cache.key} ${names.join(' ')}`} dangerouslySetInnerHTML={{ __html: rules.join('') }} />
  })
  return <CacheProvider value={cache}>{children}</CacheProvider>
}

'use client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { complain } from '../components/toaster.tsx'
import type { Done } from './api.ts'
import { useSayDone } from './undo.ts'

interface Held {
  id: string
}

/**
 * Cached answers with each record passed through `change`, which gives it changed, as it is, or undefined to take it away. An answer is
 * one record, a list of them, a page, or pages; anything else stays.
 */
export function changeRecords(data: unknown, change: (record: Held) => Held | undefined): unknown {
  const list = (records: Held[]) => records.map(change).filter(record => record !== undefined)
  if (Array.isArray(data)) return list(data)
  if (typeof data !== 'object' || data === null) return data
  if ('pages' in data && Array.isArray(data.pages)) return { ...data, pages: data.pages.map(page => changeRecords(page, change)) }
  if ('items' in data && Array.isArray(data.items)) return { ...data, items: list(data.items) }
  // One that is open in a panel stays until the panel is closed.
  return 'id' in data ? (change(data as Held) ?? data) : data
}

interface Options<V> {
  /** First words of the keys of the cached answers that hold such records, such as `tasks`. */
  noun: string
  run: (value: V) => Promise<Done>
  /** The record it is about, and how it looks once it is done; undefined when it is gone. */
  id: (value: V) => string
  now: (value: V) => object | undefined
  /** What to say once it is done, with the way back. */
  done?: (value: V) => string
  /** Which answers are asked for again; all of the noun unless told. */
  stale?: (key: readonly unknown[]) => boolean
}

/** Shows what was asked for at once, and takes it back if the server refuses. */
export function useOptimistic<V>({ noun, run, id, now, done, stale = () => true }: Options<V>) {
  const client = useQueryClient()
  const sayDone = useSayDone()
  const queryKey = [noun]
  return useMutation({
    mutationFn: run,
    onMutate: async (value: V) => {
      await client.cancelQueries({ queryKey })
      const before = client.getQueriesData({ queryKey })
      const change = now(value)
      const about = id(value)
      client.setQueriesData({ queryKey }, (data: unknown) =>
        changeRecords(data, record => (record.id !== about ? record : change && { ...record, ...change })),
      )
      return { before }
    },
    onError: (error, _value, context) => {
      for (const [key, data] of context?.before ?? []) client.setQueryData(key, data)
      complain(error)
    },
    onSuccess: (answer, value) => {
      const words = done?.(value)
      if (words) sayDone(words, answer)
    },
    onSettled: () => client.invalidateQueries({ queryKey, predicate: query => stale(query.queryKey) }),
  })
}

/** Takes a record out of every list at once; what is gone is not asked for again. */
export const useOptimisticRemoval = <R extends Held>(options: Pick<Options<R>, 'noun' | 'run' | 'done'>) =>
  useOptimistic<R>({ ...options, id: one => one.id, now: () => undefined, stale: key => key[1] !== 'one' })

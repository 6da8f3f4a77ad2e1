'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError, api, sentence } from '../api.ts'
import type { BuilderStore } from './builder-store.ts'
import type { Graph } from './graph.ts'
import type { WorkflowWithGraph } from './queries.ts'

export type Saving = { is: 'saved' } | { is: 'dirty' } | { is: 'saving' } | { is: 'conflict' } | { is: 'failed'; why: string }

/** Milliseconds without a change until the draft is saved. */
const pause = 500

/**
 * Saves the draft as it is worked on, one save after another. A draft somebody else changed meanwhile is not overwritten: the person decides.
 * `settled` resolves once everything is on the server; false where it could not be saved.
 */
export function useDraft(store: BuilderStore, workflow: WorkflowWithGraph) {
  const client = useQueryClient()
  const { id } = workflow
  const [saving, setSaving] = useState<Saving>({ is: 'saved' })
  const revision = useRef(workflow.revision)
  const saved = useRef<Graph>(workflow.graph)
  const running = useRef<Promise<boolean> | undefined>(undefined)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const stopped = useRef(false)

  const save = useCallback((): Promise<boolean> => {
    clearTimeout(timer.current)
    const once = async (): Promise<boolean> => {
      while (store.get().graph !== saved.current && !stopped.current) {
        const { graph } = store.get()
        setSaving({ is: 'saving' })
        try {
          const answer = await api.patch<WorkflowWithGraph>(`/api/workflows/${id}`, { graph, draft: true, revision: revision.current })
          revision.current = answer.revision
          saved.current = graph
          client.setQueryData(['workflows', 'one', id], answer)
          store.setFindings(answer)
        } catch (error) {
          const conflict = error instanceof ApiError && error.code === 'workflow.draft_changed'
          stopped.current = conflict
          setSaving(conflict ? { is: 'conflict' } : { is: 'failed', why: sentence(error) })
          return false
        }
      }
      if (stopped.current) return false
      setSaving({ is: 'saved' })
      return true
    }
    running.current ??= once().finally(() => {
      running.current = undefined
    })
    return running.current
  }, [client, id, store])

  useEffect(
    () =>
      store.subscribe(() => {
        if (store.get().graph === saved.current || stopped.current) return
        if (running.current === undefined) setSaving({ is: 'dirty' })
        clearTimeout(timer.current)
        timer.current = setTimeout(save, pause)
      }),
    [store, save],
  )

  // What was not saved yet is saved on leaving the page; a window that closes asks.
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (store.get().graph !== saved.current) event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    return () => {
      window.removeEventListener('beforeunload', ask)
      void save()
    }
  }, [store, save])

  /** The server has a newer draft than the one saved here, told by another window. */
  useEffect(() => {
    if (workflow.revision > revision.current && store.readOnly) {
      revision.current = workflow.revision
      saved.current = workflow.graph
      store.replace(workflow.graph)
      store.setFindings(workflow)
    } else if (workflow.revision > revision.current && running.current === undefined && !stopped.current) {
      stopped.current = true
      setSaving({ is: 'conflict' })
    }
  }, [store, workflow])

  const theirs = useCallback(async () => {
    const answer = await api.get<WorkflowWithGraph>(`/api/workflows/${id}`)
    revision.current = answer.revision
    saved.current = answer.graph
    stopped.current = false
    store.replace(answer.graph)
    store.setFindings(answer)
    client.setQueryData(['workflows', 'one', id], answer)
    setSaving({ is: 'saved' })
  }, [client, id, store])

  const mine = useCallback(async () => {
    revision.current = (await api.get<WorkflowWithGraph>(`/api/workflows/${id}`)).revision
    stopped.current = false
    await save()
  }, [id, save])

  return { saving, settled: save, theirs, mine }
}

'use client'
import type { GraphProblem } from '@atom/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { complain, say } from '../../components/toaster.tsx'
import { api } from '../api.ts'

interface Exported {
  name: string
  file: string
  text: string
}

/** What became of one file. */
export interface Imported {
  name: string
  id: string
  status: 'created' | 'changed' | 'same' | 'clash' | 'conflict'
  problems: GraphProblem[]
  secrets: string[]
}

/** Hands the draft out as the file that is made for git. */
export async function downloadWorkflow(id: string): Promise<void> {
  try {
    const { file, text } = await api.get<Exported>(`/api/workflows/${id}/export`)
    const url = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }))
    const link = Object.assign(document.createElement('a'), { href: url, download: file })
    link.click()
    // The browser has read it once the click has been handled.
    setTimeout(() => URL.revokeObjectURL(url), 0)
    say(`Exported: ${file}`)
  } catch (error) {
    complain(error)
  }
}

export interface ImportOrder {
  files: { text: string; id?: string }[]
  replace?: boolean
}

/** Takes automations from files, as drafts. */
export function useImportWorkflows() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (order: ImportOrder) => api.post<{ items: Imported[] }>('/api/workflows/import', order),
    onSettled: () => client.invalidateQueries({ queryKey: ['workflows'] }),
  })
}

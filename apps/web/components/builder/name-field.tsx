'use client'
import { Input } from '@chakra-ui/react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '../../lib/api.ts'
import type { WorkflowWithGraph } from '../../lib/automations/queries.ts'
import { useMayWrite } from '../../lib/may.ts'
import { complain } from '../toaster.tsx'

/** The automation’s name, saved when it is left. */
export function NameField({ workflow }: { workflow: WorkflowWithGraph }) {
  const client = useQueryClient()
  const mayWrite = useMayWrite()
  const [name, setName] = useState(workflow.name)
  useEffect(() => setName(workflow.name), [workflow.name])
  const save = useMutation({
    mutationFn: (next: string) => api.patch<WorkflowWithGraph>(`/api/workflows/${workflow.id}`, { name: next }),
    onSuccess: answer => client.setQueryData(['workflows', 'one', workflow.id], answer),
    onError: error => {
      setName(workflow.name)
      complain(error)
    },
  })
  const commit = () => {
    const next = name.trim()
    if (next === '') setName(workflow.name)
    else if (next !== workflow.name) save.mutate(next)
  }
  return (
    <Input
      size="sm"
      variant="subtle"
      bg="transparent"
      fontWeight="semibold"
      w={{ base: '44', '2xl': '60' }}
      aria-label="Name"
      maxLength={500}
      readOnly={!mayWrite}
      value={name}
      onChange={event => setName(event.target.value)}
      onBlur={commit}
      onKeyDown={event => event.key === 'Enter' && event.currentTarget.blur()}
    />
  )
}

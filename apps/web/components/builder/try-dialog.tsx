'use client'
import { chakra, Dialog, Stack, Switch, Text } from '@chakra-ui/react'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useBuilderStore } from '../../lib/automations/builder-store.ts'
import type { Graph } from '../../lib/automations/graph.ts'
import type { Kinds } from '../../lib/automations/step-kinds.ts'
import { defaultsOf, type ManualField, ManualForm } from '../automations/manual-form.tsx'
import { DialogFrame } from '../dialog-frame.tsx'
import { FormFooter } from '../form-footer.tsx'
import { JsonBox } from '../json-box.tsx'

interface Props {
  open: boolean
  onClose: () => void
  workflow: string
  /** What started the last run. */
  event: unknown
  onStarted: (runId: string) => void
}

/** Runs the draft once. */
export function TryDialog({ open, onClose, ...rest }: Props) {
  return (
    <DialogFrame open={open} onClose={onClose} size="md">
      <TryForm onClose={onClose} {...rest} />
    </DialogFrame>
  )
}

/** An event such as the trigger gives, to begin from. */
function sampleOf({ trigger }: Graph, { events }: Kinds): Record<string, unknown> {
  if (trigger.type === 'webhook') {
    const [method = 'POST'] = (trigger.methods as string[] | undefined) ?? []
    return { method, path: trigger.path, query: {}, headers: {}, body: {} }
  }
  if (trigger.type === 'event') return events.get(String(trigger.name))?.example ?? { name: trigger.name, data: {} }
  return {}
}

function TryForm({ onClose, workflow, event: last, onStarted }: Omit<Props, 'open'>) {
  const store = useBuilderStore()
  const { graph } = store.get()
  const form = graph.trigger.type === 'manual' ? ((graph.trigger.form as ManualField[] | undefined) ?? []) : undefined
  const [values, setValues] = useState(() => defaultsOf(form ?? []))
  const [text, setText] = useState(() =>
    JSON.stringify(last && Object.keys(last).length > 0 ? last : sampleOf(graph, store.kinds), null, 2),
  )
  const [dry, setDry] = useState(false)
  const [wrong, setWrong] = useState('')
  const run = useMutation({
    mutationFn: (event: Record<string, unknown>) =>
      api.post<{ runId: string }>(`/api/workflows/${workflow}/try`, { event, ...(dry ? { dry } : {}) }),
    onSuccess: ({ runId }) => {
      onClose()
      onStarted(runId)
    },
  })
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault()
    if (form) return run.mutate({ ...values, input: values })
    try {
      const event = JSON.parse(text || '{}') as unknown
      if (typeof event !== 'object' || event === null || Array.isArray(event)) throw new Error('no object')
      setWrong('')
      run.mutate(event as Record<string, unknown>)
    } catch {
      setWrong('This is no JSON object: it begins with { and ends with }, names stand in double quotes.')
    }
  }
  return (
    <chakra.form onSubmit={submit} display="contents">
      <Dialog.Header>
        <Stack gap="1">
          <Dialog.Title>Try the draft</Dialog.Title>
          <Dialog.Description color="fg.muted">It runs once, as you. Nothing is published.</Dialog.Description>
        </Stack>
      </Dialog.Header>
      <Dialog.Body>
        <Stack gap="4">
          {form && form.length > 0 ? (
            <ManualForm fields={form} value={values} onChange={setValues} />
          ) : form ? (
            <Text color="fg.muted">It needs nothing to start.</Text>
          ) : (
            <JsonBox
              label="event"
              text={text}
              onText={setText}
              wrong={wrong}
              help={last ? 'What started the last run.' : 'What would start it.'}
            />
          )}
          <Switch.Root size="sm" checked={dry} onCheckedChange={change => setDry(change.checked)} colorPalette="accent">
            <Switch.HiddenInput />
            <Switch.Control />
            <Switch.Label>Only pretend: what would change something gives an example instead</Switch.Label>
          </Switch.Root>
        </Stack>
      </Dialog.Body>
      <FormFooter submit="Run" busy={run.isPending} error={run.error} onCancel={onClose} />
    </chakra.form>
  )
}

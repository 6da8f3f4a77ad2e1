'use client'
import { chakra, Dialog, Stack } from '@chakra-ui/react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { api } from '../../lib/api.ts'
import { type RunStep, useWholeStep } from '../../lib/automations/queries.ts'
import { runLink } from '../../lib/automations/steer.ts'
import { SkeletonRows } from '../async-list.tsx'
import { DialogFrame } from '../dialog-frame.tsx'
import { ChoiceField } from '../fields/choice-field.tsx'
import { FormFooter } from '../form-footer.tsx'
import { JsonBox } from '../json-box.tsx'
import { Problem } from '../problem.tsx'

interface Props {
  run: string
  /** What the step is called. */
  title: string
  /** Undefined while nothing is asked. */
  step: RunStep | undefined
  onClose: () => void
}

/** Starts another run that begins again at a step, perhaps with another input. */
export function ForkDialog({ run, title, step, onClose }: Props) {
  const whole = useWholeStep(run, step, step !== undefined)
  return (
    <DialogFrame open={step !== undefined} onClose={onClose} size="md">
      {whole.data ? (
        <ForkForm run={run} title={title} step={whole.data} onClose={onClose} />
      ) : (
        <Dialog.Body pt="6">
          {whole.isError ? <Problem error={whole.error} onRetry={() => whole.refetch()} /> : <SkeletonRows rows={4} label="Input" />}
        </Dialog.Body>
      )}
    </DialogFrame>
  )
}

const versions = [
  { value: 'same', label: 'The version it ran with' },
  { value: 'live', label: 'The version that is live' },
] as const

function ForkForm({ run, title, step, onClose }: Omit<Props, 'step'> & { step: RunStep }) {
  const router = useRouter()
  const client = useQueryClient()
  const [before] = useState(() => JSON.stringify(step.input, null, 2))
  const [text, setText] = useState(before)
  const [version, setVersion] = useState<'same' | 'live'>('same')
  const [wrong, setWrong] = useState(false)
  const fork = useMutation({
    mutationFn: (input: { input?: unknown }) =>
      api.post<{ runId: string }>(`/api/runs/${run}/fork`, { from: step.node, version, ...input }),
    onSuccess: ({ runId }) => {
      client.invalidateQueries({ queryKey: ['runs'] })
      router.push(runLink(runId))
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // What nobody changed is not sent, so that the run acts as the one before did.
    if (text === before) return fork.mutate({})
    try {
      const input: unknown = JSON.parse(text)
      setWrong(false)
      fork.mutate({ input })
    } catch {
      setWrong(true)
    }
  }
  return (
    <chakra.form onSubmit={submit} display="contents">
      <Dialog.Header>
        <Stack gap="1">
          <Dialog.Title>Fork from {title}</Dialog.Title>
          <Dialog.Description color="fg.muted">
            Another run begins at this step. What ended before it is taken over and not done again.
          </Dialog.Description>
        </Stack>
      </Dialog.Header>
      <Dialog.Body>
        <Stack gap="4">
          <JsonBox
            label="What the step is given"
            text={text}
            onText={setText}
            wrong={wrong ? 'This is no JSON: names and texts stand in double quotes.' : ''}
            help="With something else here the run acts as you."
          />
          <ChoiceField label="By" value={version} options={versions} onChange={setVersion} />
        </Stack>
      </Dialog.Body>
      <FormFooter submit="Fork" busy={fork.isPending} error={fork.error} onCancel={onClose} />
    </chakra.form>
  )
}

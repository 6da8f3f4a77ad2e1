'use client'
import { chakra, Dialog, Stack } from '@chakra-ui/react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api } from '../../lib/api.ts'
import type { SkillSummary } from '../../lib/records.ts'
import { useSayDone } from '../../lib/undo.ts'
import { DialogFrame } from '../dialog-frame.tsx'
import { FormFooter } from '../form-footer.tsx'
import { Readable } from '../readable.tsx'
import { SkillFields } from './skill-fields.tsx'

/** Runs one skill by hand: its input as a form, made from its schema. A reader's answer is shown here. */
export function SkillDialog({ skill, onClose }: { skill: SkillSummary | undefined; onClose: () => void }) {
  return (
    <DialogFrame open={Boolean(skill)} onClose={onClose} size="md">
      {skill && <SkillForm key={skill.id} skill={skill} onClose={onClose} />}
    </DialogFrame>
  )
}

function SkillForm({ skill, onClose }: { skill: SkillSummary; onClose: () => void }) {
  const client = useQueryClient()
  const sayDone = useSayDone()
  const [input, setInput] = useState<Record<string, unknown>>({})
  const run = useMutation({
    mutationFn: () => api.act.post<{ output: unknown }>(`/api/skills/${encodeURIComponent(skill.id)}/invoke`, input),
    onSuccess: answer => {
      if (skill.effect === 'read') return
      client.invalidateQueries()
      sayDone(`${skill.title}: done`, answer)
      onClose()
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    run.mutate()
  }
  return (
    <chakra.form onSubmit={submit} display="contents">
      <Dialog.Header>
        <Stack gap="1">
          <Dialog.Title>{skill.title}</Dialog.Title>
          <Dialog.Description color="fg.muted">
            {skill.description}
            {skill.automation && ` It is the automation “${skill.automation.name}”.`}
          </Dialog.Description>
        </Stack>
      </Dialog.Header>
      <Dialog.Body>
        <Stack gap="4">
          <SkillFields skill={skill} value={input} onChange={setInput} />
          {run.isSuccess && skill.effect === 'read' && (
            <Stack bg="bg.muted" borderRadius="control" p="4" aria-live="polite">
              <Readable value={run.data.output.output} lines={50} />
            </Stack>
          )}
        </Stack>
      </Dialog.Body>
      <FormFooter
        submit={skill.effect === 'read' ? 'Show' : skill.title}
        busy={run.isPending}
        colorPalette={skill.effect === 'destructive' ? 'red' : 'accent'}
        error={run.error}
        onCancel={onClose}
        cancel="Close"
      />
    </chakra.form>
  )
}

'use client'
import { Alert, Button, CloseButton, chakra, Dialog, Portal, Stack, Text } from '@chakra-ui/react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api, sentence } from '../../lib/api.ts'
import type { SkillSummary } from '../../lib/records.ts'
import { useSayDone } from '../../lib/undo.ts'
import { Readable } from '../readable.tsx'
import { SkillField } from './skill-field.tsx'

/** Runs one skill by hand: its input as a form, made from its schema. A reader's answer is shown here. */
export function SkillDialog({ skill, onClose }: { skill: SkillSummary | undefined; onClose: () => void }) {
  return (
    <Dialog.Root
      open={Boolean(skill)}
      onOpenChange={change => !change.open && onClose()}
      size="md"
      scrollBehavior="inside"
      lazyMount
      unmountOnExit
    >
      <Portal>
        <Dialog.Backdrop />
        <Dialog.Positioner>
          <Dialog.Content borderRadius="card">
            {skill && <SkillForm key={skill.id} skill={skill} onClose={onClose} />}
            <Dialog.CloseTrigger asChild>
              <CloseButton size="sm" />
            </Dialog.CloseTrigger>
          </Dialog.Content>
        </Dialog.Positioner>
      </Portal>
    </Dialog.Root>
  )
}

function SkillForm({ skill, onClose }: { skill: SkillSummary; onClose: () => void }) {
  const client = useQueryClient()
  const sayDone = useSayDone()
  const [input, setInput] = useState<Record<string, unknown>>({})
  const fields = Object.entries(skill.input.properties ?? {}).filter(([name]) => !['cursor', 'limit'].includes(name))
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
          <Dialog.Description color="fg.muted">{skill.description}</Dialog.Description>
        </Stack>
      </Dialog.Header>
      <Dialog.Body>
        <Stack gap="4">
          {fields.map(([name, schema]) => (
            <SkillField
              key={name}
              name={name}
              schema={schema}
              required={skill.input.required?.includes(name) ?? false}
              value={input[name]}
              onChange={value => setInput(({ [name]: _old, ...rest }) => (value === undefined ? rest : { ...rest, [name]: value }))}
            />
          ))}
          {fields.length === 0 && <Text color="fg.muted">It needs nothing.</Text>}
          {run.isError && (
            <Alert.Root status="error" size="sm">
              <Alert.Indicator />
              <Alert.Title>{sentence(run.error)}</Alert.Title>
            </Alert.Root>
          )}
          {run.isSuccess && skill.effect === 'read' && (
            <Stack bg="bg.muted" borderRadius="control" p="4" aria-live="polite">
              <Readable value={run.data.output.output} lines={50} />
            </Stack>
          )}
        </Stack>
      </Dialog.Body>
      <Dialog.Footer>
        <Button size="sm" variant="ghost" onClick={onClose}>
          Close
        </Button>
        <Button size="sm" type="submit" loading={run.isPending} colorPalette={skill.effect === 'destructive' ? 'red' : 'accent'}>
          {skill.effect === 'read' ? 'Show' : skill.title}
        </Button>
      </Dialog.Footer>
    </chakra.form>
  )
}

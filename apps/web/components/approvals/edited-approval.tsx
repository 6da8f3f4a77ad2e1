'use client'
import { Button, chakra, HStack, Stack } from '@chakra-ui/react'
import { type FormEvent, useState } from 'react'
import type { SkillSummary } from '../../lib/records.ts'
import { SkillFields } from '../palette/skill-fields.tsx'

interface Props {
  skill: SkillSummary
  input: Record<string, unknown>
  /** What the ids of the input stand for: the form shows these, and sends the id of what was left as it is. */
  named: Record<string, string>
  busy: boolean
  onApprove: (input: Record<string, unknown>) => void
  onCancel: () => void
}

/** The input of a question as a form: what is approved is what stands in it. */
export function EditedApproval({ skill, input, named, busy, onApprove, onCancel }: Props) {
  const [draft, setDraft] = useState<Record<string, unknown>>({ ...input, ...named })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onApprove(Object.fromEntries(Object.entries(draft).map(([name, value]) => [name, value === named[name] ? input[name] : value])))
  }
  return (
    <chakra.form onSubmit={submit} maxW="panel">
      <Stack gap="4">
        <SkillFields skill={skill} value={draft} onChange={setDraft} />
        <HStack>
          <Button size="sm" type="submit" loading={busy}>
            Approve the change
          </Button>
          <Button size="sm" variant="ghost" onClick={onCancel}>
            Cancel
          </Button>
        </HStack>
      </Stack>
    </chakra.form>
  )
}

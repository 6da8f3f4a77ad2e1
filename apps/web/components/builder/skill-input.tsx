'use client'
import { NativeSelect, Text } from '@chakra-ui/react'
import { useBuilderStore } from '../../lib/automations/builder-store.ts'
import type { FormSchema } from './fields/control-kind.ts'
import { FieldFrame } from './fields/field-frame.tsx'
import { useFieldsAround } from './fields/fields-context.ts'
import { SchemaFields } from './fields/schema-fields.tsx'

interface Props {
  skill: string
  input: Record<string, unknown>
  /** Only skills that change nothing can be chosen. */
  readsOnly?: boolean
  onSkill: (skill: string) => void
  onInput: (input: Record<string, unknown>) => void
}

/** Which skill, and what it is given. */
export function SkillInput({ skill: id, input, readsOnly = false, onSkill, onInput }: Props) {
  const { kinds } = useBuilderStore()
  const { readOnly } = useFieldsAround()
  const skill = kinds.skills.get(id)
  const choices = [...kinds.skills.values()].filter(one => !readsOnly || one.effect === 'read')
  return (
    <>
      <FieldFrame label="What it does" path="skill" required help={skill?.description}>
        <NativeSelect.Root size="sm" disabled={readOnly}>
          <NativeSelect.Field value={id} onChange={event => onSkill(event.target.value)}>
            {!skill && <option value={id}>{id || 'Choose'}</option>}
            {choices.map(one => (
              <option key={one.id} value={one.id}>
                {one.title}
              </option>
            ))}
          </NativeSelect.Field>
          <NativeSelect.Indicator />
        </NativeSelect.Root>
      </FieldFrame>
      {skill && Object.keys(skill.input.properties ?? {}).length === 0 && <Text color="fg.muted">It needs nothing.</Text>}
      {skill && <SchemaFields schema={skill.input as FormSchema} path="input" value={input} onChange={onInput} without={['cursor']} />}
    </>
  )
}

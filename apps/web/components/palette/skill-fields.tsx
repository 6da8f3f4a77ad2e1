'use client'
import { Text } from '@chakra-ui/react'
import type { SkillSummary } from '../../lib/records.ts'
import { SkillField } from './skill-field.tsx'

interface Props {
  skill: SkillSummary
  value: Record<string, unknown>
  onChange: (value: Record<string, unknown>) => void
}

/** A skill's input as a form, made from its schema. A field that is emptied is left out. */
export function SkillFields({ skill, value, onChange }: Props) {
  const fields = Object.entries(skill.input.properties ?? {}).filter(([name]) => !['cursor', 'limit'].includes(name))
  if (fields.length === 0) return <Text color="fg.muted">It needs nothing.</Text>
  return fields.map(([name, schema]) => (
    <SkillField
      key={name}
      name={name}
      schema={schema}
      required={skill.input.required?.includes(name) ?? false}
      value={value[name]}
      onChange={next => {
        const { [name]: _old, ...rest } = value
        onChange(next === undefined ? rest : { ...rest, [name]: next })
      }}
    />
  ))
}

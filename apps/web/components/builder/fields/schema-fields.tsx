'use client'
import type { FormSchema } from './control-kind.ts'
import { SchemaField } from './schema-field.tsx'

interface Props {
  schema: FormSchema
  /** Where the fields stand in their step; empty at its top. */
  path: string
  value: Record<string, unknown>
  onChange: (value: Record<string, unknown>) => void
  /** Fields that are shown elsewhere. */
  without?: readonly string[]
}

/** Every field of an object, what must be filled in first. */
export function SchemaFields({ schema, path, value, onChange, without = [] }: Props) {
  const required = (name: string) => schema.required?.includes(name) ?? false
  const fields = Object.entries(schema.properties ?? {}).filter(([name, one]) => !without.includes(name) && one.const === undefined)
  return fields
    .sort(([a], [b]) => Number(required(b)) - Number(required(a)))
    .map(([name, one]) => (
      <SchemaField
        key={name}
        name={name}
        path={path ? `${path}.${name}` : name}
        schema={one}
        required={required(name)}
        value={value[name]}
        onChange={next => {
          const { [name]: _old, ...rest } = value
          onChange(next === undefined ? rest : { ...rest, [name]: next })
        }}
      />
    ))
}

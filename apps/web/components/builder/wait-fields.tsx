'use client'
import { Field, NativeSelect } from '@chakra-ui/react'
import { useMemo, useState } from 'react'
import { useBuilderStore } from '../../lib/automations/builder-store.ts'
import type { GraphNode } from '../../lib/automations/graph.ts'
import { EventName } from './event-name.tsx'
import type { FormSchema } from './fields/control-kind.ts'
import { FieldsContext, useFieldProblem, useFieldsAround } from './fields/fields-context.ts'
import { SchemaField } from './fields/schema-field.tsx'

interface Props {
  schema: FormSchema
  value: GraphNode
  onChange: (value: Record<string, unknown>) => void
}

type Kind = 'duration' | 'until' | 'event'
const kinds: { kind: Kind; label: string; first: unknown }[] = [
  { kind: 'duration', label: 'For a while', first: '1h' },
  { kind: 'until', label: 'Until a moment', first: undefined },
  { kind: 'event', label: 'Until something happens', first: { name: 'task.completed' } },
]

/** What is waited for, with the fields of that kind alone. */
export function WaitFields({ schema, value, onChange }: Props) {
  const { readOnly } = useFieldsAround()
  const [chosen, setChosen] = useState<Kind>('duration')
  const problem = useFieldProblem('duration')
  const given = kinds.filter(({ kind }) => value[kind] !== undefined).map(({ kind }) => kind)
  // A document made elsewhere may name several: all of them are shown, so that they can be taken away.
  const shown = given.length > 0 ? given : [chosen]
  const choose = (next: Kind) => {
    const { duration: _duration, until: _until, event: _event, limit: _limit, ...rest } = value
    const first = kinds.find(({ kind }) => kind === next)?.first
    setChosen(next)
    onChange(first === undefined ? rest : { ...rest, [next]: first })
  }
  const put = (name: string) => (next: unknown) => {
    const { [name]: _old, ...rest } = value
    onChange(next === undefined ? rest : { ...rest, [name]: next })
  }
  const field = (name: string) => {
    const one = schema.properties?.[name]
    return one && <SchemaField key={name} name={name} path={name} schema={one} value={value[name]} onChange={put(name)} />
  }
  return (
    <>
      <Field.Root invalid={problem !== undefined && !shown.includes('duration')}>
        <Field.Label>Wait</Field.Label>
        <NativeSelect.Root size="sm" disabled={readOnly}>
          <NativeSelect.Field value={shown[0]} onChange={event => choose(event.target.value as Kind)}>
            {kinds.map(({ kind, label }) => (
              <option key={kind} value={kind}>
                {label}
              </option>
            ))}
          </NativeSelect.Field>
          <NativeSelect.Indicator />
        </NativeSelect.Root>
        <Field.ErrorText>{problem}</Field.ErrorText>
      </Field.Root>
      {shown.includes('duration') && field('duration')}
      {shown.includes('until') && field('until')}
      {shown.includes('event') && <WaitedEvent schema={schema} value={value} onChange={put('event')} />}
      {(shown.includes('event') || value.limit !== undefined) && field('limit')}
    </>
  )
}

/** Which event, and which of those that come. */
function WaitedEvent({ schema, value, onChange }: { schema: FormSchema; value: GraphNode; onChange: (event: unknown) => void }) {
  const around = useFieldsAround()
  const { events } = useBuilderStore().kinds
  const event = (value.event ?? {}) as Record<string, unknown>
  const name = String(event.name ?? '')
  // Here “event” is what comes, not what started the run.
  const ofEvent = useMemo(
    () => ({ ...around, scope: { event: events.get(name)?.example ?? {}, steps: {}, vars: {} } }),
    [around, events, name],
  )
  const put = (field: string) => (next: unknown) => {
    const { [field]: _old, ...rest } = event
    onChange(next === undefined ? rest : { ...rest, [field]: next })
  }
  const field = (of: string) => {
    const one = schema.properties?.event?.properties?.[of]
    return one && <SchemaField name={of} path={`event.${of}`} schema={one} value={event[of]} onChange={put(of)} />
  }
  return (
    <>
      <EventName value={name} path="event.name" onChange={put('name')} />
      <FieldsContext value={ofEvent}>{field('where')}</FieldsContext>
      {field('match')}
    </>
  )
}

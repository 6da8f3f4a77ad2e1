'use client'
import { Stack, Text } from '@chakra-ui/react'
import { useBuilder, useBuilderStore } from '../../lib/automations/builder-store.ts'
import { useCatalogue } from '../../lib/automations/queries.ts'
import { triggerTitles } from '../../lib/automations/say-trigger.ts'
import { CopyLine } from '../automations/copy-line.tsx'
import { ChoiceField } from '../fields/choice-field.tsx'
import { EventName } from './event-name.tsx'
import type { FormSchema } from './fields/control-kind.ts'
import { useFieldsAround } from './fields/fields-context.ts'
import { SchemaFields } from './fields/schema-fields.tsx'
import { type HookAuth, HookHowTo } from './hook-how-to.tsx'
import { ScheduleFields } from './schedule-fields.tsx'
import { SkillInput } from './skill-input.tsx'

/** What each kind of trigger begins with. */
const beginnings: Record<string, Record<string, unknown>> = {
  manual: {},
  schedule: { cron: '0 8 * * 1-5' },
  webhook: { path: 'my-hook', methods: ['POST'], respond: 'immediate' },
  event: { name: 'task.created' },
  poll: { skill: 'tasks.list', every: '5m' },
}

/** What starts the automation. */
export function TriggerForm({ hookBase }: { hookBase: string }) {
  const store = useBuilderStore()
  const trigger = useBuilder(({ graph }) => graph.trigger)
  const { readOnly } = useFieldsAround()
  const schema = useCatalogue().data?.trigger as FormSchema | undefined
  const branch = schema?.oneOf?.find(one => one.properties?.type?.const === trigger.type)
  const { type, ...fields } = trigger
  const kinds = schema?.oneOf?.map(one => String(one.properties?.type?.const)) ?? [type]
  const put = (next: Record<string, unknown>, merge = 'trigger') =>
    store.change(graph => ({ ...graph, trigger: { type, ...next } }), { merge })
  return (
    <Stack gap="4" asChild>
      <fieldset disabled={readOnly}>
        <ChoiceField
          label="It starts"
          value={type}
          options={kinds.map(value => ({ value, label: triggerTitles[value] ?? value }))}
          onChange={next => store.change(graph => ({ ...graph, trigger: { type: next, ...beginnings[next] } }))}
        />
        {type === 'webhook' && (
          <Stack gap="1.5">
            <Text fontWeight="medium">Address to call</Text>
            <CopyLine label="Address to call" value={`${hookBase}${String(fields.path ?? '')}`} />
            <Text fontSize="xs" color="fg.muted">
              It answers once this is published.
            </Text>
            <HookHowTo
              url={`${hookBase}${String(fields.path ?? '')}`}
              methods={(fields.methods as string[] | undefined) ?? []}
              auth={fields.auth as HookAuth | undefined}
            />
          </Stack>
        )}
        {type === 'schedule' && <ScheduleFields value={fields} onChange={next => put(next)} />}
        {type === 'event' && <EventName path="name" value={String(fields.name ?? '')} onChange={name => put({ ...fields, name })} />}
        {branch && (
          <SchemaFields
            schema={branch}
            path=""
            value={fields}
            onChange={next => put(next)}
            without={['cron', 'rrule', ...(type === 'event' ? ['name'] : []), ...(type === 'poll' ? ['skill', 'input'] : [])]}
          />
        )}
        {type === 'poll' && (
          <SkillInput
            skill={String(fields.skill ?? '')}
            input={(fields.input ?? {}) as Record<string, unknown>}
            readsOnly
            onSkill={skill => put({ ...fields, skill, input: {} })}
            onInput={input => put({ ...fields, input })}
          />
        )}
      </fieldset>
    </Stack>
  )
}

'use client'
import type { GraphProblem } from '@atom/contracts'
import { Field, Input, Stack } from '@chakra-ui/react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { api } from '../../lib/api.ts'
import { useBuilder, useBuilderStore } from '../../lib/automations/builder-store.ts'
import type { Graph } from '../../lib/automations/graph.ts'
import { useCatalogue, type WorkflowSummary } from '../../lib/automations/queries.ts'
import type { Paged } from '../../lib/records.ts'
import { ChoiceField } from '../fields/choice-field.tsx'
import { complain } from '../toaster.tsx'
import type { FormSchema } from './fields/control-kind.ts'
import { FieldFrame } from './fields/field-frame.tsx'
import { FieldsContext } from './fields/fields-context.ts'
import { SchemaFields } from './fields/schema-fields.tsx'

interface Concurrency {
  limit?: number
  policy?: 'queue' | 'skip' | 'cancel-previous'
}

interface Settings {
  concurrency?: Concurrency
  errorWorkflow?: string
  timeout?: string
  retentionDays?: number
  priority?: 'low' | 'normal' | 'high'
  [field: string]: unknown
}

const policies = [
  { value: 'queue', label: 'it waits for its turn' },
  { value: 'skip', label: 'it is left out' },
  { value: 'cancel-previous', label: 'it takes the place of those under way' },
] as const

const priorities = [
  { value: 'low', label: 'Low: when nothing else waits' },
  { value: 'normal', label: 'Normal' },
  { value: 'high', label: 'High: before the others' },
] as const

/** Fields with words and a control of their own; any other the schema has is drawn from it. */
const own = ['concurrency', 'errorWorkflow', 'timeout', 'retentionDays', 'priority', 'skill']

/**
 * How all runs of the automation behave. What is typed becomes part of the draft as soon as the server finds it right; until then it
 * stands in its field with what is wrong.
 */
export function SettingsForm({ workflow }: { workflow: string }) {
  const store = useBuilderStore()
  const kept = useBuilder(({ graph }) => graph.settings as Settings | undefined)
  const { data: catalogue } = useCatalogue()
  const [settings, setSettings] = useState<Settings>(kept ?? {})
  const [problems, setProblems] = useState<readonly GraphProblem[]>([])
  const committed = useRef(kept)
  const asked = useRef(0)
  // Undone, or loaded from elsewhere.
  useEffect(() => {
    if (kept === committed.current) return
    committed.current = kept
    setSettings(kept ?? {})
    setProblems([])
  }, [kept])

  const change = async (next: Settings) => {
    setSettings(next)
    const turn = ++asked.current
    try {
      const graph = { trigger: { type: 'manual' }, nodes: [], edges: [], settings: next }
      const answer = await api.post<{ problems: GraphProblem[] }>(`/api/workflows/${workflow}/validate`, { graph })
      if (turn !== asked.current) return
      const found = answer.problems.filter(({ field }) => field?.startsWith('settings'))
      setProblems(found.map(({ field = '', message }) => ({ field: field.replace(/^settings\./, ''), message })))
      // What is wrong stays in its field; the rest is kept.
      const wrong = new Set(found.map(({ field = '' }) => field.split('.')[1]))
      const right = { ...next }
      for (const name of Object.keys({ ...next, ...committed.current })) {
        if (!wrong.has(name)) continue
        if (committed.current?.[name] === undefined) delete right[name]
        else right[name] = committed.current[name]
      }
      if (JSON.stringify(right) === JSON.stringify(committed.current ?? {})) return
      committed.current = Object.keys(right).length > 0 ? right : undefined
      const { current } = committed
      store.change(
        graph => {
          const { settings: _old, ...rest } = graph
          return current ? { ...graph, settings: current } : (rest as Graph)
        },
        { merge: 'settings' },
      )
    } catch (error) {
      complain(error)
    }
  }
  const put = (field: string, value: unknown) => {
    const { [field]: _old, ...rest } = settings
    void change(value === undefined || value === '' ? rest : { ...rest, [field]: value })
  }
  const number = (text: string) => (text === '' ? undefined : Number(text))
  const others = useQuery({
    queryKey: ['named-list', 'workflow'],
    staleTime: 30_000,
    queryFn: async ({ signal }) => (await api.get<Paged<WorkflowSummary>>('/api/workflows', { limit: 200 }, signal)).items,
  }).data
  const choices = useMemo(() => {
    const known = (others ?? []).filter(({ id }) => id !== workflow).map(({ id, name }) => ({ value: id, label: name }))
    const chosen = settings.errorWorkflow
    const gone = chosen && others && !known.some(({ value }) => value === chosen)
    return [{ value: '', label: 'Nothing' }, ...known, ...(gone ? [{ value: chosen, label: 'An automation that is gone' }] : [])]
  }, [others, settings.errorWorkflow, workflow])
  const around = useMemo(
    () => ({ scope: { event: {}, steps: {}, vars: {} }, problems, warnings: [], readOnly: store.readOnly, expressions: [] }),
    [problems, store],
  )
  const { concurrency } = settings
  return (
    <FieldsContext value={around}>
      <Stack gap="5" asChild>
        <fieldset disabled={store.readOnly}>
          <FieldFrame label="Runs at the same time" path="concurrency" help="As many as come, unless you say how many.">
            <Input
              size="sm"
              type="number"
              min={1}
              max={1000}
              placeholder="As many as come"
              value={concurrency?.limit ?? ''}
              onChange={({ target }) => {
                const limit = number(target.value)
                put('concurrency', limit === undefined ? undefined : { policy: concurrency?.policy ?? 'queue', limit })
              }}
            />
          </FieldFrame>
          {concurrency?.limit !== undefined && (
            <ChoiceField
              label="When one more comes"
              value={concurrency.policy ?? 'queue'}
              options={policies}
              onChange={policy => put('concurrency', { ...concurrency, policy })}
            />
          )}
          <FieldFrame
            label="A run may take"
            path="timeout"
            help="Such as 30s, 5m, 2h or 1d, waiting included. Then it is stopped and counts as failed."
          >
            <Input
              size="sm"
              placeholder="As long as it takes"
              value={settings.timeout ?? ''}
              onChange={({ target }) => put('timeout', target.value)}
            />
          </FieldFrame>
          <Field.Root>
            <ChoiceField
              label="When a run fails, start"
              value={settings.errorWorkflow ?? ''}
              options={choices}
              onChange={id => put('errorWorkflow', id)}
            />
            <Field.HelperText>It is given what went wrong as its event.</Field.HelperText>
          </Field.Root>
          <FieldFrame label="Keep ended runs for, in days" path="retentionDays" help="With all their values; then they are deleted.">
            <Input
              size="sm"
              type="number"
              min={1}
              max={3650}
              placeholder="30, failed ones 90"
              value={settings.retentionDays ?? ''}
              onChange={({ target }) => put('retentionDays', number(target.value))}
            />
          </FieldFrame>
          <ChoiceField
            label="Priority"
            value={settings.priority ?? 'normal'}
            options={priorities}
            onChange={value => put('priority', value === 'normal' ? undefined : value)}
          />
          {catalogue && (
            <SchemaFields
              schema={catalogue.settings as FormSchema}
              path=""
              value={settings}
              onChange={next => void change(next)}
              without={own}
            />
          )}
        </fieldset>
      </Stack>
    </FieldsContext>
  )
}

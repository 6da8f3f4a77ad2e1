'use client'
import { Accordion, Button, Field, HStack, Input, Span, Stack, Text } from '@chakra-ui/react'
import { ListTree } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useBuilder, useBuilderStore } from '../../lib/automations/builder-store.ts'
import { changeNode, type GraphNode, idsOf, levelAt, renameNode, triggerId } from '../../lib/automations/graph.ts'
import { kindTitle } from '../../lib/automations/step-kinds.ts'
import type { FormSchema } from './fields/control-kind.ts'
import { FieldFrame } from './fields/field-frame.tsx'
import { useFieldsAround } from './fields/fields-context.ts'
import { SchemaFields } from './fields/schema-fields.tsx'
import { SkillInput } from './skill-input.tsx'
import { WaitFields } from './wait-fields.tsx'

/** What every step can say, apart from what it does. */
const common = ['note', 'disabled', 'onError', 'retry', 'timeout', 'interrupted', 'rateLimit', 'concurrencyKey'] as const
const elsewhere = ['id', 'type', 'version', 'title', 'graph', 'skill', ...common]

interface Props {
  id: string
  onOpen: (id: string) => void
}

/** The form of one step, made from the schema of its type or skill. */
export function StepForm({ id, onOpen }: Props) {
  const store = useBuilderStore()
  const node = useBuilder(({ graph, path }) => levelAt(graph, path).nodes.find(one => one.id === id))
  const { readOnly } = useFieldsAround()
  if (!node) return null
  const type = store.kinds.types.get(node.type)
  const schema = type?.fields as FormSchema | undefined
  const put = (next: GraphNode, field: string) => store.changeLevel(level => changeNode(level, id, () => next), { merge: `${id}:${field}` })
  const all = (next: Record<string, unknown>) => put(next as GraphNode, changedField(node, next))
  return (
    <Stack gap="4" asChild>
      <fieldset disabled={readOnly}>
        {type && node.type !== 'skill' && (
          <Text fontSize="xs" color="fg.muted">
            {type.description}
          </Text>
        )}
        <Field.Root>
          <Field.Label>Step title</Field.Label>
          <Input
            size="sm"
            value={node.title ?? ''}
            placeholder={kindTitle(node, store.kinds)}
            maxLength={200}
            onChange={event => {
              const { title: _title, ...rest } = node
              put(event.target.value ? { ...rest, title: event.target.value } : (rest as GraphNode), 'title')
            }}
          />
        </Field.Root>
        {type?.holdsGraph && (
          <FieldFrame label="Steps inside" path="graph">
            <Button size="sm" variant="outline" w="full" onClick={() => onOpen(id)}>
              <ListTree size={14} aria-hidden />
              {node.graph?.nodes.length ? `Open (${node.graph.nodes.length})` : 'Open and add the first'}
            </Button>
          </FieldFrame>
        )}
        {node.type === 'skill' ? (
          <SkillInput
            skill={node.skill ?? ''}
            input={node.input ?? {}}
            onSkill={skill => put({ ...node, skill, input: {} }, 'skill')}
            onInput={input => put({ ...node, input }, `input.${changedField(node.input ?? {}, input)}`)}
          />
        ) : node.type === 'wait' && schema ? (
          <WaitFields key={id} schema={schema} value={node} onChange={all} />
        ) : (
          schema && <SchemaFields schema={schema} path="" value={node} onChange={all} without={elsewhere} />
        )}
        <Accordion.Root collapsible variant="plain">
          <Accordion.Item value="more">
            <Accordion.ItemTrigger fontSize="sm">
              <Span flex="1">Errors, limits, name</Span>
              <Accordion.ItemIndicator />
            </Accordion.ItemTrigger>
            <Accordion.ItemContent overflow="visible">
              <Accordion.ItemBody>
                <Stack gap="4">
                  <StepName id={id} />
                  {schema && (
                    <SchemaFields
                      schema={{ ...schema, properties: pick(schema.properties ?? {}, common) }}
                      path=""
                      value={node}
                      onChange={all}
                    />
                  )}
                </Stack>
              </Accordion.ItemBody>
            </Accordion.ItemContent>
          </Accordion.Item>
        </Accordion.Root>
      </fieldset>
    </Stack>
  )
}

const pick = <T,>(fields: Record<string, T>, names: readonly string[]): Record<string, T> =>
  Object.fromEntries(names.flatMap(name => (fields[name] === undefined ? [] : [[name, fields[name] as T]])))

const changedField = (before: Record<string, unknown>, after: Record<string, unknown>): string =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].find(name => before[name] !== after[name]) ?? ''

/** How expressions name the step; those that do are changed with it. */
function StepName({ id }: { id: string }) {
  const store = useBuilderStore()
  const [name, setName] = useState(id)
  useEffect(() => setName(id), [id])
  const taken = name !== id && idsOf(store.get().graph).has(name)
  const wrong = !/^[A-Za-z_][A-Za-z0-9_]{0,63}$/.test(name) || name === triggerId
  const commit = () => {
    if (name === id) return
    if (taken || wrong) return setName(id)
    store.change(graph => renameNode(graph, id, name), { select: [name] })
  }
  return (
    <Field.Root invalid={taken || wrong}>
      <Field.Label>Name in expressions</Field.Label>
      <HStack w="full">
        <Input
          size="sm"
          fontFamily="mono"
          value={name}
          maxLength={64}
          onChange={event => setName(event.target.value)}
          onBlur={commit}
          onKeyDown={event => event.key === 'Enter' && commit()}
        />
      </HStack>
      <Field.ErrorText>{taken ? 'Another step has this name.' : 'A letter, then letters, digits or “_”.'}</Field.ErrorText>
      <Field.HelperText>
        <Text as="span" fontFamily="mono">
          {`{{ steps.${id}.output }}`}
        </Text>
      </Field.HelperText>
    </Field.Root>
  )
}

'use client'
import { Input, Stack, Switch, Text, Textarea } from '@chakra-ui/react'
import { useMemo } from 'react'
import { useBuilder, useBuilderStore } from '../../lib/automations/builder-store.ts'
import type { Graph } from '../../lib/automations/graph.ts'
import { FieldFrame } from './fields/field-frame.tsx'
import { FieldsContext } from './fields/fields-context.ts'

type Example = string | { say: string; input: Record<string, unknown> }

interface SkillDeclaration {
  id: string
  title: string
  description: string
  examples?: Example[]
  wait?: string
}

const prefix = 'automation.'
const none = { scope: { event: {}, steps: {}, vars: {} }, warnings: [], expressions: [] }

/**
 * Offers the automation as a skill of its workspace. It stands in the settings panel, in the builder's store, and writes `settings.skill` of
 * the draft as it is typed; what the server finds wrong stands at its field. It is a skill once the draft is published.
 */
export function SkillSettings({ name }: { name: string }) {
  const store = useBuilderStore()
  const byHand = useBuilder(({ graph }) => graph.trigger.type === 'manual')
  const skill = useBuilder(({ graph }) => (graph.settings as { skill?: SkillDeclaration } | undefined)?.skill)
  const found = useBuilder(({ problems }) => problems)
  const around = useMemo(() => {
    const own = found.filter(({ node, field }) => node === undefined && field?.startsWith('settings.skill'))
    const problems = own.map(({ field = '', message }) => ({
      field: field.replace(/^settings\.skill\.?/, '').replace(/^examples\..*/, 'examples') || 'id',
      message,
    }))
    return { ...none, problems, readOnly: store.readOnly }
  }, [found, store])
  const put = (next: SkillDeclaration | undefined) =>
    store.change(
      graph => {
        const { skill: _, ...others } = (graph.settings ?? {}) as Record<string, unknown>
        const settings = next ? { ...others, skill: next } : others
        const { settings: _old, ...rest } = graph
        return Object.keys(settings).length > 0 ? { ...graph, settings } : (rest as Graph)
      },
      { merge: 'settings.skill' },
    )
  const readExamples = (text: string): Example[] => {
    const known = new Map((skill?.examples ?? []).map(example => [sayOf(example), example]))
    return text.split('\n').map(line => known.get(line) ?? line)
  }
  return (
    <FieldsContext value={around}>
      <Stack gap="4" asChild>
        <fieldset disabled={store.readOnly}>
          <Switch.Root
            checked={skill !== undefined}
            disabled={store.readOnly || (!byHand && !skill)}
            onCheckedChange={({ checked }) =>
              put(checked ? { id: `${prefix}${shortOf(name)}`, title: name.slice(0, 100), description: `Runs “${name}”.` } : undefined)
            }
          >
            <Switch.HiddenInput />
            <Switch.Control />
            <Switch.Label>Offer it as a skill</Switch.Label>
          </Switch.Root>
          <Text color="fg.muted" fontSize="sm">
            {byHand
              ? 'Once published it can be asked for in chat, by programs, and as a step of other automations. Its form is what it is given.'
              : 'Only an automation that is started by hand can be a skill.'}
          </Text>
          {skill && (
            <>
              <FieldFrame label="What it does" path="title" required help="It begins with a verb: “Send the order report”.">
                <Input size="sm" maxLength={100} value={skill.title} onChange={({ target }) => put({ ...skill, title: target.value })} />
              </FieldFrame>
              <FieldFrame
                label="Id"
                path="id"
                required
                help="What programs and other automations call it by; a new one breaks their calls."
              >
                <Input size="sm" maxLength={64} value={skill.id} onChange={({ target }) => put({ ...skill, id: target.value })} />
              </FieldFrame>
              <FieldFrame label="For language models" path="description" required help="What it does, and when not to use it.">
                <Textarea
                  size="sm"
                  rows={3}
                  maxLength={1000}
                  value={skill.description}
                  onChange={({ target }) => put({ ...skill, description: target.value })}
                />
              </FieldFrame>
              <FieldFrame
                label="Sentences that ask for it"
                path="examples"
                help="One a line. Four or more, and it is understood without a model."
              >
                <Textarea
                  size="sm"
                  rows={4}
                  value={(skill.examples ?? []).map(sayOf).join('\n')}
                  onChange={({ target }) => {
                    const { examples: _, ...rest } = skill
                    put(target.value === '' ? rest : { ...rest, examples: readExamples(target.value) })
                  }}
                  onBlur={() => {
                    const said = skill.examples?.filter(example => sayOf(example).trim() !== '')
                    if (said && said.length !== skill.examples?.length) put({ ...skill, examples: said })
                  }}
                />
              </FieldFrame>
              <FieldFrame label="A call waits for" path="wait" help="Such as 10s, 2m at most. A longer run is told by its id.">
                <Input
                  size="sm"
                  placeholder="25s"
                  value={skill.wait ?? ''}
                  onChange={({ target }) => {
                    const { wait: _, ...rest } = skill
                    put(target.value === '' ? rest : { ...rest, wait: target.value })
                  }}
                />
              </FieldFrame>
            </>
          )}
        </fieldset>
      </Stack>
    </FieldsContext>
  )
}

const sayOf = (example: Example): string => (typeof example === 'string' ? example : example.say)

/** A name as the second part of an id. */
const shortOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 50)
    .replace(/-+$/, '') || 'run'

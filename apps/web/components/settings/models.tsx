'use client'
import { Badge, Button, HStack, IconButton, Stack, Switch, Text } from '@chakra-ui/react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ArrowDown, ArrowUp, CircleCheck, CircleX, Cpu, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { api, sentence } from '../../lib/api.ts'
import { useMayManage } from '../../lib/may.ts'
import { usePages } from '../../lib/pages.ts'
import type { LanguageModelEntry, ModelTrial } from '../../lib/records.ts'
import { AsyncList } from '../async-list.tsx'
import { Confirm } from '../confirm.tsx'
import { Empty } from '../empty.tsx'
import { complain } from '../toaster.tsx'
import { Embedders } from './embedders.tsx'
import { ModelDialog } from './model-dialog.tsx'
import { Section } from './section.tsx'

/** Language models, in the order in which they are tried. */
export function Models() {
  const client = useQueryClient()
  const [editing, setEditing] = useState<LanguageModelEntry | 'new'>()
  const models = usePages<LanguageModelEntry>(['models'], '/api/models')
  const settled = { onError: complain, onSettled: () => client.invalidateQueries({ queryKey: ['models'] }) }
  const update = useMutation({
    mutationFn: ({ id, ...change }: { id: string; enabled?: boolean; position?: number }) => api.patch(`/api/models/${id}`, change),
    ...settled,
  })
  const remove = useMutation({ mutationFn: (id: string) => api.remove(`/api/models/${id}`), ...settled })
  const manages = useMayManage()
  return (
    <>
      <Section
        title="Language models"
        say={`ATOM works without one. With one, the chat plans and does several things in a row. The first that answers is used.${manages ? '' : ' Owners and admins choose them.'}`}
        action={
          manages && (
            <Button size="sm" onClick={() => setEditing('new')} flexShrink="0">
              <Plus size={16} aria-hidden /> Add model
            </Button>
          )
        }
      >
        <AsyncList
          query={models}
          label="Language models"
          rows={2}
          empty={
            <Empty icon={Cpu} title="No model">
              The chat understands what it can by itself.{manages && ' Add OpenAI, Anthropic, Google, or an address such as Ollama’s.'}
            </Empty>
          }
        >
          {items => (
            <Stack as="ul" gap="0" listStyleType="none" aria-label="Language models">
              {items.map((model, index) => (
                <ModelRow
                  key={model.id}
                  model={model}
                  manages={manages}
                  first={index === 0 || items[index - 1]?.origin === 'environment'}
                  last={index === items.length - 1}
                  onEdit={() => setEditing(model)}
                  onEnable={enabled => update.mutate({ id: model.id, enabled })}
                  onMove={step => update.mutate({ id: model.id, position: model.position + step })}
                  onRemove={() => remove.mutate(model.id)}
                />
              ))}
            </Stack>
          )}
        </AsyncList>
        <ModelDialog model={editing} onClose={() => setEditing(undefined)} />
      </Section>
      {manages && <Embedders />}
    </>
  )
}

interface RowProps {
  model: LanguageModelEntry
  /** May this person change it? */
  manages: boolean
  first: boolean
  last: boolean
  onEdit: () => void
  onEnable: (enabled: boolean) => void
  onMove: (step: number) => void
  onRemove: () => void
}

function ModelRow({ model, manages, first, last, onEdit, onEnable, onMove, onRemove }: RowProps) {
  const trial = useMutation({ mutationFn: () => api.post<ModelTrial>(`/api/models/${model.id}/test`) })
  const fixed = model.origin === 'environment'
  return (
    <Stack as="li" gap="1" py="2" borderBottomWidth="1px">
      <HStack gap="3" wrap="wrap">
        {fixed ? (
          <Badge>From the environment</Badge>
        ) : (
          <Switch.Root size="sm" checked={model.enabled} disabled={!manages} onCheckedChange={change => onEnable(change.checked)}>
            <Switch.HiddenInput aria-label={`Use ${model.name}`} />
            <Switch.Control />
          </Switch.Root>
        )}
        <Stack gap="0" flex="1" minW="40">
          <Text fontWeight="medium" truncate>
            {model.name}
          </Text>
          <Text fontSize="xs" color="fg.muted" truncate>
            {model.model}
            {model.baseUrl ? ` · ${model.baseUrl}` : ''}
            {model.hasKey ? ' · key kept' : ' · no key'}
            {model.privateAddress ? ' · private address, allowed by the owner' : ''}
          </Text>
        </Stack>
        {manages && (
          <HStack gap="0">
            <Button size="xs" variant="outline" loading={trial.isPending} onClick={() => trial.mutate()} me="2">
              Test
            </Button>
            {!fixed && (
              <>
                <IconButton size="xs" variant="ghost" aria-label={`Move ${model.name} up`} disabled={first} onClick={() => onMove(-1)}>
                  <ArrowUp size={14} />
                </IconButton>
                <IconButton size="xs" variant="ghost" aria-label={`Move ${model.name} down`} disabled={last} onClick={() => onMove(1)}>
                  <ArrowDown size={14} />
                </IconButton>
                <Button size="xs" variant="ghost" onClick={onEdit}>
                  Change
                </Button>
                <Confirm
                  title={`Remove “${model.name}”?`}
                  say="Its key is deleted too. This cannot be undone."
                  button="Remove"
                  onConfirm={onRemove}
                >
                  <IconButton size="xs" variant="ghost" aria-label={`Remove ${model.name}`}>
                    <Trash2 size={14} />
                  </IconButton>
                </Confirm>
              </>
            )}
          </HStack>
        )}
      </HStack>
      <HStack role="status" fontSize="sm" gap="2">
        {trial.data &&
          (trial.data.ok ? (
            <>
              <CircleCheck size={14} aria-hidden />
              <Text color="fg.success">
                It answers
                {trial.data.latencyMs === undefined ? '.' : `, the first word after ${(trial.data.latencyMs / 1000).toFixed(1)} s.`}
              </Text>
            </>
          ) : (
            <>
              <CircleX size={14} aria-hidden />
              <Text color="fg.error">{trial.data.problem ?? 'It did not answer.'}</Text>
            </>
          ))}
        {trial.isError && <Text color="fg.error">{sentence(trial.error)}</Text>}
      </HStack>
    </Stack>
  )
}

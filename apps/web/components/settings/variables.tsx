'use client'
import { Badge, Button, HStack, IconButton, Stack, Text } from '@chakra-ui/react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Braces, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../lib/api.ts'
import { useMayWrite } from '../../lib/may.ts'
import { usePages } from '../../lib/pages.ts'
import type { Variable } from '../../lib/records.ts'
import { AsyncList } from '../async-list.tsx'
import { Confirm } from '../confirm.tsx'
import { Empty } from '../empty.tsx'
import { complain, say } from '../toaster.tsx'
import { When } from '../when.tsx'
import { Writes } from '../writes.tsx'
import { Section } from './section.tsx'
import { VariableDialog } from './variable-dialog.tsx'

/** Values that automations share. A secret is only ever set, never shown. */
export function Variables() {
  const client = useQueryClient()
  const mayWrite = useMayWrite()
  const [editing, setEditing] = useState<Variable | 'new'>()
  const variables = usePages<Variable>(['variables'], '/api/variables')
  const remove = useMutation({
    mutationFn: ({ name }: Variable) => api.remove(`/api/variables/${encodeURIComponent(name)}`),
    onSuccess: (_answer, { name }) => say(`Deleted: ${name}`),
    onError: complain,
    onSettled: () => client.invalidateQueries({ queryKey: ['variables'] }),
  })
  return (
    <Section
      title="Variables"
      say="Values your automations share, written in their steps as {{ vars.name }}. A secret is kept encrypted, enters a step only while it runs, and is never shown again."
      action={
        <Writes>
          <Button size="sm" onClick={() => setEditing('new')} flexShrink="0">
            <Plus size={16} aria-hidden /> Add variable
          </Button>
        </Writes>
      }
    >
      <AsyncList
        query={variables}
        label="Variables"
        rows={3}
        empty={
          <Empty icon={Braces} title="No variables">
            Keep here what several automations use: an address, a rate, the key of a service.
          </Empty>
        }
        item={variable => (
          <HStack as="li" minH="12" borderBottomWidth="1px" gap="3">
            <Stack gap="0" flex="1" minW="0">
              <HStack gap="2" minW="0">
                <Text truncate fontWeight="medium">
                  {variable.name}
                </Text>
                {variable.kind === 'secret' && <Badge flexShrink="0">Secret</Badge>}
              </HStack>
              <Text fontSize="xs" color="fg.muted" truncate title={variable.kind === 'secret' ? undefined : textOf(variable.value)}>
                {variable.kind === 'secret' ? 'Set' : textOf(variable.value)} · <When value={variable.updatedAt} ago />
              </Text>
            </Stack>
            {mayWrite && (
              <>
                <Button
                  size="xs"
                  variant="ghost"
                  flexShrink="0"
                  aria-label={`Change ${variable.name}`}
                  onClick={() => setEditing(variable)}
                >
                  Change
                </Button>
                <Confirm
                  title={`Delete “${variable.name}”?`}
                  say={
                    variable.kind === 'secret'
                      ? 'Automations that name it fail from then on. Its value cannot be brought back.'
                      : 'Automations that name it fail from then on.'
                  }
                  button="Delete"
                  onConfirm={() => remove.mutate(variable)}
                >
                  <IconButton size="xs" variant="ghost" aria-label={`Delete ${variable.name}`}>
                    <Trash2 size={14} />
                  </IconButton>
                </Confirm>
              </>
            )}
          </HStack>
        )}
      />
      <VariableDialog variable={editing} onClose={() => setEditing(undefined)} />
    </Section>
  )
}

/** Text as it is, anything else as JSON. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

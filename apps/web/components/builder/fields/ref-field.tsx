'use client'
import { Combobox, Portal, Text, useListCollection } from '@chakra-ui/react'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { api } from '../../../lib/api.ts'
import type { Paged } from '../../../lib/records.ts'
import { useFieldsAround } from './fields-context.ts'

interface Named {
  id: string
  title?: string
  name?: string
  body?: string
}

const addresses = {
  project: '/api/projects',
  person: '/api/members',
  task: '/api/tasks',
  event: '/api/calendar/events',
  note: '/api/notes',
  contact: '/api/contacts',
  reminder: '/api/reminders',
  workflow: '/api/workflows',
} as const

const labelOf = (one: Named) => one.title ?? one.name ?? one.body?.slice(0, 80) ?? one.id

interface Props {
  to: string
  label: string
  value: string
  onChange: (value: string) => void
}

/** Picks the thing a field names: one of those there are, or words that will name it when the step runs. */
export function RefField({ to, label, value, onChange }: Props) {
  const { readOnly } = useFieldsAround()
  const address = addresses[to as keyof typeof addresses]
  const { data } = useQuery({
    queryKey: ['named-list', to],
    enabled: address !== undefined,
    staleTime: 30_000,
    queryFn: async ({ signal }) => (await api.get<Paged<Named>>(address, { limit: 200 }, signal)).items,
  })
  const known = data?.find(one => one.id === value)
  const { collection, filter, set } = useListCollection<{ value: string; label: string }>({
    initialItems: [],
    filter: (text, words) => text.toLowerCase().includes(words.toLowerCase()),
  })
  useEffect(() => {
    // People, projects and automations are best kept by name and id: a name is read again at each run, an id is this very one.
    set((data ?? []).map(one => ({ value: to === 'project' || to === 'person' ? labelOf(one) : one.id, label: labelOf(one) })))
  }, [data, set, to])
  const shown = known ? labelOf(known) : value
  return (
    <Combobox.Root
      key={shown}
      size="sm"
      collection={collection}
      defaultInputValue={shown}
      defaultValue={value ? [value] : []}
      allowCustomValue
      readOnly={readOnly}
      openOnClick
      onInputValueChange={({ inputValue, reason }) => {
        filter(reason === 'input-change' ? inputValue : '')
      }}
      onValueChange={({ value: [next] }) => next !== undefined && onChange(next)}
      onInteractOutside={() => undefined}
    >
      <Combobox.Control>
        <Combobox.Input
          aria-label={label}
          placeholder="Choose, or write a name"
          onBlur={event => {
            const words = event.target.value.trim()
            if (words === shown) return
            const item = collection.items.find(one => one.label === words)
            onChange(item ? item.value : words)
          }}
        />
        <Combobox.IndicatorGroup>
          <Combobox.Trigger aria-label={`Show what there is for ${label.toLowerCase()}`} />
        </Combobox.IndicatorGroup>
      </Combobox.Control>
      <Portal>
        <Combobox.Positioner>
          <Combobox.Content maxH="64">
            <Combobox.Empty>Nothing of that name. It is looked for when the step runs.</Combobox.Empty>
            {collection.items.map(item => (
              <Combobox.Item key={item.value} item={item}>
                <Text flex="1" truncate>
                  {item.label}
                </Text>
                <Combobox.ItemIndicator />
              </Combobox.Item>
            ))}
          </Combobox.Content>
        </Combobox.Positioner>
      </Portal>
    </Combobox.Root>
  )
}

'use client'
import { Box, Button, HStack, NativeSelect, Stack, Text } from '@chakra-ui/react'
import { type SearchFilter, times } from '../../lib/memory/search.ts'
import type { MemoryFacets } from '../../lib/records.ts'

/** What the kinds of documents are called. */
const categories: Record<MemoryFacets['categories'][number]['value'], string> = {
  document: 'Documents',
  record: 'Tasks, notes, meetings …',
  conversation: 'Conversations',
  user: 'About you',
  workflow: 'Automations',
  integration: 'Services',
}

interface Choice {
  value: string
  label: string
  count?: number
}

interface Group {
  name: keyof SearchFilter
  label: string
  all: string
  choices: Choice[]
}

interface Props {
  facets: MemoryFacets | undefined
  value: SearchFilter
  onChange: (change: Partial<SearchFilter>) => void
}

const groupsOf = (facets: MemoryFacets | undefined): Group[] => [
  {
    name: 'type',
    label: 'Type',
    all: 'Every type',
    choices: (facets?.categories ?? []).map(({ value, count }) => ({ value, label: categories[value], count })),
  },
  {
    name: 'source',
    label: 'Source',
    all: 'Every source',
    choices: (facets?.sources ?? []).map(({ value, name, count }) => ({ value, label: name, count })),
  },
  {
    name: 'author',
    label: 'Author',
    all: 'Everybody',
    choices: (facets?.authors ?? []).map(({ value, name, count }) => ({ value, label: name, count })),
  },
  { name: 'since', label: 'Time', all: 'Any time', choices: times },
]

/** Groups worth a choice, and those in which one was made. */
const shown = (groups: Group[], value: SearchFilter) => groups.filter(({ name, choices }) => choices.length > 0 || value[name] !== '')

/** What the results can be narrowed to, each with how many documents that leaves: beside them, where there is room. */
export function FacetColumn({ facets, value, onChange }: Props) {
  return (
    <Stack as="aside" aria-label="Narrow down" gap="5" w="48" flexShrink="0" hideBelow="lg">
      {shown(groupsOf(facets), value).map(({ name, label, choices }) => (
        <Box key={name} role="group" aria-label={label}>
          <Text fontSize="xs" fontWeight="semibold" color="fg.muted" pb="1">
            {label}
          </Text>
          <Stack gap="0">
            {withChosen(choices, value[name])
              .slice(0, 12)
              .map(choice => {
                const chosen = value[name] === choice.value
                return (
                  <Button
                    key={choice.value}
                    size="xs"
                    variant="ghost"
                    justifyContent="start"
                    fontWeight={chosen ? 'semibold' : 'normal'}
                    bg={chosen ? 'bg.emphasized' : undefined}
                    px="2"
                    mx="-2"
                    aria-pressed={chosen}
                    onClick={() => onChange({ [name]: chosen ? '' : choice.value })}
                  >
                    <Text truncate flex="1" textAlign="start" title={choice.label}>
                      {choice.label}
                    </Text>
                    {choice.count !== undefined && (
                      <Text color="fg.muted" fontVariantNumeric="tabular-nums" fontWeight="normal">
                        {choice.count}
                      </Text>
                    )}
                  </Button>
                )
              })}
          </Stack>
        </Box>
      ))}
    </Stack>
  )
}

/** The same above the results, where there is no room beside them. */
export function FacetRow({ facets, value, onChange }: Props) {
  return (
    <HStack wrap="wrap" gap="2" hideFrom="lg">
      {shown(groupsOf(facets), value).map(({ name, label, all, choices }) => (
        <NativeSelect.Root key={name} size="sm" w="auto" maxW="44">
          <NativeSelect.Field aria-label={label} value={value[name]} onChange={event => onChange({ [name]: event.target.value })}>
            <option value="">{all}</option>
            {withChosen(choices, value[name]).map(choice => (
              <option key={choice.value} value={choice.value}>
                {choice.count === undefined ? choice.label : `${choice.label} (${choice.count})`}
              </option>
            ))}
          </NativeSelect.Field>
          <NativeSelect.Indicator />
        </NativeSelect.Root>
      ))}
    </HStack>
  )
}

/** What was chosen stays to be seen, and unchosen, though nothing of it is found any more. */
const withChosen = (choices: Choice[], chosen: string): Choice[] =>
  chosen === '' || choices.some(({ value }) => value === chosen)
    ? choices
    : [...choices, { value: chosen, label: categories[chosen as keyof typeof categories] ?? 'Chosen', count: 0 }]

'use client'
import { HStack, NativeSelect } from '@chakra-ui/react'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../lib/api.ts'
import type { WorkflowSummary } from '../../lib/automations/queries.ts'
import { addDays, today } from '../../lib/days.ts'
import type { Paged } from '../../lib/records.ts'
import { SearchBox } from '../fields/search-box.tsx'
import { runLook } from './run-look.ts'

/** What the address of the runs page says; an empty field does not filter. */
export interface RunFilter {
  workflow: string
  status: string
  since: string
  /** Words of the error. */
  q: string
}

const statuses = ['queued', 'running', 'waiting', 'paused', 'succeeded', 'failed', 'cancelled'] as const
const times = [
  { value: 'today', label: 'Today', days: 0 },
  { value: 'week', label: 'Last 7 days', days: 7 },
  { value: 'month', label: 'Last 30 days', days: 30 },
]

/** The first day that counts. */
export function fromOf(since: string, zone: string): string | undefined {
  const time = times.find(one => one.value === since)
  return time && addDays(today(zone), -time.days)
}

interface Props {
  value: RunFilter
  onChange: (change: Partial<RunFilter>) => void
}

/** Which runs are shown; it lives in the address. */
export function RunFilters({ value, onChange }: Props) {
  const workflows = useQuery({
    queryKey: ['workflows', 'names'],
    queryFn: ({ signal }) => api.get<Paged<WorkflowSummary>>('/api/workflows', { limit: 200 }, signal),
  })
  const names = (workflows.data?.items ?? []).map(one => ({ value: one.id, label: one.name }))
  return (
    <HStack wrap="wrap" gap="2">
      <Select
        label="Automation"
        all="Every automation"
        value={value.workflow}
        options={names}
        onChange={workflow => onChange({ workflow })}
      />
      <Select
        label="State"
        all="Every state"
        value={value.status}
        options={statuses.map(status => ({ value: status, label: runLook(status).label }))}
        onChange={status => onChange({ status })}
      />
      <Select label="Time" all="Any time" value={value.since} options={times} onChange={since => onChange({ since })} />
      <SearchBox
        label="Words of the error"
        defaultValue={value.q}
        onWords={q => onChange({ q })}
        box={{ flex: '1', minW: '40', maxW: { sm: '64' }, ms: { sm: 'auto' } }}
      />
    </HStack>
  )
}

interface SelectProps {
  label: string
  all: string
  value: string
  options: { value: string; label: string }[]
  onChange: (value: string) => void
}

function Select({ label, all, value, options, onChange }: SelectProps) {
  return (
    <NativeSelect.Root size="sm" w="auto" maxW="56">
      <NativeSelect.Field aria-label={label} value={value} onChange={event => onChange(event.target.value)}>
        <option value="">{all}</option>
        {value !== '' && !options.some(one => one.value === value) && <option value={value}>…</option>}
        {options.map(option => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </NativeSelect.Field>
      <NativeSelect.Indicator />
    </NativeSelect.Root>
  )
}

'use client'
import { NativeSelect } from '@chakra-ui/react'

const states = [
  { value: 'queued', label: 'Waiting' },
  { value: 'processing', label: 'Reading' },
  { value: 'ready', label: 'Read' },
  { value: 'failed', label: 'Could not be read' },
]

/** Which files are shown, by how far reading them has come. */
export const StatusFilter = ({ value, onChange }: { value: string; onChange: (value: string) => void }) => (
  <NativeSelect.Root size="sm" w="auto" maxW="44">
    <NativeSelect.Field aria-label="State" value={value} onChange={event => onChange(event.target.value)}>
      <option value="">Every state</option>
      {states.map(state => (
        <option key={state.value} value={state.value}>
          {state.label}
        </option>
      ))}
    </NativeSelect.Field>
    <NativeSelect.Indicator />
  </NativeSelect.Root>
)

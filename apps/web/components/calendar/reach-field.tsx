import { Field, SegmentGroup } from '@chakra-ui/react'
import type { Reach } from '../../lib/calendar/events.ts'

const reaches: { value: Reach; label: string }[] = [
  { value: 'one', label: 'Only this one' },
  { value: 'following', label: 'This and following' },
  { value: 'all', label: 'All' },
]

/** Of a series: which of its occurrences a change is for. */
export function ReachField({ value, onChange }: { value: Reach; onChange: (value: Reach) => void }) {
  return (
    <Field.Root>
      <Field.Label>This repeats. Change</Field.Label>
      <SegmentGroup.Root
        size="sm"
        value={value}
        onValueChange={change => onChange(reaches.find(reach => reach.value === change.value)?.value ?? 'one')}
        aria-label="Which of the series to change"
      >
        <SegmentGroup.Indicator />
        <SegmentGroup.Items items={reaches} />
      </SegmentGroup.Root>
    </Field.Root>
  )
}

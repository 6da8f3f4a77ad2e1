'use client'
import { Field, HStack, Input, Stack, Text } from '@chakra-ui/react'
import { cronOf, type Often, oftenOf, sayOften, weekdays } from '../../lib/automations/cron-words.ts'
import { ChoiceField } from '../fields/choice-field.tsx'
import { RepeatField } from '../fields/repeat-field.tsx'
import { useFieldProblem } from './fields/fields-context.ts'

interface Props {
  value: Record<string, unknown>
  onChange: (value: Record<string, unknown>) => void
}

type Way = Often['every'] | 'rrule'

const ways: { value: Way; label: string }[] = [
  { value: 'weekday', label: 'Every weekday' },
  { value: 'day', label: 'Every day' },
  { value: 'week', label: 'Every week' },
  { value: 'month', label: 'Every month' },
  { value: 'hour', label: 'Every hour' },
  { value: 'minutes', label: 'Every few minutes' },
  { value: 'rrule', label: 'A recurrence (RRULE)' },
  { value: 'cron', label: 'A cron line' },
]

/** When a schedule fires, as people say it; a cron line or a recurrence for the rest. */
export function ScheduleFields({ value, onChange }: Props) {
  const problem = useFieldProblem('cron') ?? useFieldProblem('rrule')
  const often = oftenOf(typeof value.cron === 'string' ? value.cron : '')
  const recurring = value.rrule !== undefined
  const put = (next: Often) => {
    const { rrule: _rrule, ...rest } = value
    onChange({ ...rest, cron: cronOf(next) })
  }
  const choose = (way: Way) => {
    const at = 'at' in often ? often.at : '09:00'
    if (way === 'rrule') {
      const { cron: _cron, ...rest } = value
      onChange({ ...rest, rrule: 'FREQ=DAILY;BYHOUR=9;BYMINUTE=0' })
    } else if (way === 'cron') put({ every: 'cron', cron: '0 9-17 * * 1-5' })
    else if (way === 'minutes') put({ every: way, minutes: 15 })
    else if (way === 'hour') put({ every: way, minute: 0 })
    else if (way === 'week') put({ every: way, day: 1, at })
    else if (way === 'month') put({ every: way, date: 1, at })
    else put({ every: way, at })
  }
  return (
    <Stack gap="4">
      <ChoiceField label="How often" value={recurring ? 'rrule' : often.every} options={ways} onChange={choose} />
      {recurring && (
        <RepeatField value={String(value.rrule)} start={undefined} onChange={rrule => onChange({ ...value, rrule: rrule ?? '' })} />
      )}
      {!recurring && 'at' in often && (
        <HStack align="end">
          {often.every === 'week' && (
            <ChoiceField
              label="On"
              value={String(often.day)}
              options={weekdays.map((label, day) => ({ value: String(day), label }))}
              onChange={day => put({ ...often, day: Number(day) })}
            />
          )}
          {often.every === 'month' && (
            <Field.Root>
              <Field.Label>On day</Field.Label>
              <Input
                size="sm"
                type="number"
                min={1}
                max={31}
                value={often.date}
                onChange={event => put({ ...often, date: Math.min(31, Math.max(1, Number(event.target.value) || 1)) })}
              />
            </Field.Root>
          )}
          <Field.Root>
            <Field.Label>At</Field.Label>
            <Input
              size="sm"
              type="time"
              value={often.at}
              onChange={event => event.target.value && put({ ...often, at: event.target.value })}
            />
          </Field.Root>
        </HStack>
      )}
      {!recurring && often.every === 'minutes' && (
        <Field.Root>
          <Field.Label>Minutes between</Field.Label>
          <Input
            size="sm"
            type="number"
            min={1}
            max={59}
            value={often.minutes}
            onChange={event => put({ ...often, minutes: Math.min(59, Math.max(1, Number(event.target.value) || 1)) })}
          />
        </Field.Root>
      )}
      {!recurring && (
        <Field.Root invalid={problem !== undefined}>
          <Field.Label>Cron line</Field.Label>
          <Input
            size="sm"
            fontFamily="mono"
            value={typeof value.cron === 'string' ? value.cron : ''}
            onChange={event => put({ every: 'cron', cron: event.target.value })}
          />
          <Field.ErrorText>{problem}</Field.ErrorText>
          <Field.HelperText>
            <Text as="span">Minute, hour, day, month, weekday: {sayOften(often)}.</Text>
          </Field.HelperText>
        </Field.Root>
      )}
    </Stack>
  )
}

'use client'
import { sayRecurrence } from '@atom/contracts'
import { Field, Input, NativeSelect } from '@chakra-ui/react'
import { useState } from 'react'
import { onClock, today } from '../../lib/days.ts'
import { usePlace } from '../../lib/me.ts'
import { rulesFrom } from '../../lib/say.ts'

interface Props {
  value: string | undefined
  onChange: (rrule: string | null) => void
  /** When the first one is: a day, or ISO 8601. */
  start: string | undefined
}

/** How it repeats: the usual ways, or a rule of one's own. */
export function RepeatField({ value, onChange, start }: Props) {
  const { zone, locale } = usePlace()
  const [own, setOwn] = useState(false)
  const rules = rulesFrom(start ? onClock(start, zone).slice(0, 10) : today(zone))
  const known = !value || rules.some(rule => rule.value === value)
  return (
    <Field.Root>
      <Field.Label>Repeats</Field.Label>
      <NativeSelect.Root size="sm">
        <NativeSelect.Field
          value={own ? 'own' : (value ?? '')}
          onChange={event => {
            const chosen = event.target.value
            setOwn(chosen === 'own')
            if (chosen !== 'own') onChange(chosen || null)
          }}
        >
          <option value="">Does not repeat</option>
          {rules.map(rule => (
            <option key={rule.value} value={rule.value}>
              {rule.label}
            </option>
          ))}
          {!known && value && <option value={value}>{sayRecurrence(value, locale)}</option>}
          <option value="own">A rule of your own…</option>
        </NativeSelect.Field>
        <NativeSelect.Indicator />
      </NativeSelect.Root>
      {own && (
        <>
          <Input
            size="sm"
            mt="2"
            fontFamily="mono"
            defaultValue={value}
            id={undefined}
            aria-label="Recurrence rule"
            placeholder="FREQ=WEEKLY;BYDAY=MO,TH"
            onBlur={event => {
              const rule = event.target.value
                .trim()
                .replace(/^RRULE:/i, '')
                .toUpperCase()
              if (rule !== (value ?? '')) onChange(rule || null)
            }}
          />
          <Field.HelperText>In the words of RFC 5545, such as FREQ=WEEKLY;BYDAY=MO,TH.</Field.HelperText>
        </>
      )}
    </Field.Root>
  )
}

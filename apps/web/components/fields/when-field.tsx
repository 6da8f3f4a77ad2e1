'use client'
import { Field, HStack, IconButton, Input } from '@chakra-ui/react'
import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { onClock } from '../../lib/days.ts'
import { usePlace } from '../../lib/me.ts'

interface Props {
  label: string
  /** A day, or ISO 8601. */
  value: string | undefined
  /** Gets a day, or a local time without a zone, which means the person's; null clears. */
  onChange: (value: string | null) => void
  /** A time is always there. */
  timed?: boolean
  /** Never a time. */
  dayOnly?: boolean
  required?: boolean
  /** The value is a time on the person's clock already, without a zone. */
  local?: boolean
  /** Why this cannot be. */
  problem?: string | undefined
}

/** A day and, if wanted, a time of day. */
export function WhenField({ label, value, onChange, timed, dayOnly, required, local, problem }: Props) {
  const { zone } = usePlace()
  const clock = !value ? '' : local ? value : onClock(value, zone)
  const [day, setDay] = useState(clock.slice(0, 10))
  const [time, setTime] = useState(clock.slice(11, 16))
  useEffect(() => {
    setDay(clock.slice(0, 10))
    setTime(clock.slice(11, 16))
  }, [clock])

  const send = (nextDay: string, nextTime: string) => {
    setDay(nextDay)
    setTime(nextTime)
    // Years are typed digit by digit: 0002 is not meant yet.
    if (nextDay && nextDay < '1900') return
    if (!nextDay) return required ? undefined : onChange(null)
    if (timed && !nextTime) return
    onChange(nextTime && !dayOnly ? `${nextDay}T${nextTime}` : nextDay)
  }

  return (
    <Field.Root required={required ?? false} invalid={Boolean(problem)}>
      <Field.Label>{label}</Field.Label>
      <HStack gap="2" w="full">
        <Input size="sm" type="date" flex="3" value={day} onChange={event => send(event.target.value, time)} />
        {!dayOnly && (
          <Input
            size="sm"
            type="time"
            flex="2"
            id={undefined}
            aria-label={`${label}, time`}
            value={time}
            disabled={!day}
            required={timed ?? false}
            onChange={event => send(day, event.target.value)}
          />
        )}
        {!required && day && (
          <IconButton size="sm" variant="ghost" aria-label={`Clear ${label.toLowerCase()}`} onClick={() => send('', '')}>
            <X size={14} />
          </IconButton>
        )}
      </HStack>
      <Field.ErrorText>{problem}</Field.ErrorText>
    </Field.Root>
  )
}

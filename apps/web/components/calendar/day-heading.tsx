'use client'
import { Circle, HStack, Text } from '@chakra-ui/react'
import { usePlace } from '../../lib/me.ts'

/** “Fri 27”; today's number stands in a circle. */
export function DayHeading({ day, today, long = false }: { day: string; today: boolean; long?: boolean }) {
  const { locale } = usePlace()
  const noon = new Date(`${day}T12:00:00Z`)
  const name = new Intl.DateTimeFormat(locale, { weekday: long ? 'long' : 'short', timeZone: 'UTC' }).format(noon)
  return (
    <HStack gap="1.5" h="8" px="1" fontSize="sm" color={today ? 'fg' : 'fg.muted'} aria-current={today ? 'date' : undefined}>
      <Text>{name}</Text>
      {today ? (
        <Circle size="6" bg="accent.solid" color="accent.contrast" fontWeight="semibold" fontSize="xs">
          {Number(day.slice(8))}
        </Circle>
      ) : (
        <Text fontWeight="medium" color="fg">
          {Number(day.slice(8))}
        </Text>
      )}
    </HStack>
  )
}

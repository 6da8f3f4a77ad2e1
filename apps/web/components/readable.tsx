'use client'
import { chakra, Flex, Stack, Text } from '@chakra-ui/react'
import { usePlace } from '../lib/me.ts'
import { readableFields, sayValue } from '../lib/readable.ts'

interface Props {
  value: unknown
  /** Lines of a list that are shown. */
  lines?: number
}

/** An input or a result as a person reads it: fields in words, a list as its titles. */
export function Readable({ value, lines = 10 }: Props) {
  const place = usePlace()
  if (value === undefined || value === null) return null
  if (typeof value !== 'object') return <Text>{sayValue('', value, place)}</Text>
  const items = Array.isArray(value) ? value : (value as { items?: unknown }).items
  if (Array.isArray(items)) {
    if (items.length === 0) return <Text color="fg.muted">Nothing</Text>
    return (
      <Stack as="ul" gap="1" listStyleType="none">
        {items.slice(0, lines).map((item, index) => (
          <Flex as="li" key={(item as { id?: string })?.id ?? index} justify="space-between" gap="4">
            <Text truncate>{sayValue('', item, place)}</Text>
            <Text color="fg.muted" flexShrink="0">
              {sayValue('', whenOf(item) ?? '', place)}
            </Text>
          </Flex>
        ))}
        {items.length > lines && (
          <Text as="li" color="fg.muted">
            and {items.length - lines} more
          </Text>
        )}
      </Stack>
    )
  }
  const fields = readableFields(value as Record<string, unknown>, place)
  return (
    <chakra.dl display="grid" gridTemplateColumns="auto 1fr" columnGap="4" rowGap="1">
      {fields.map(({ name, title, text }) => (
        <chakra.div key={name} display="contents">
          <chakra.dt color="fg.muted">{title}</chakra.dt>
          <chakra.dd minW="0" overflowWrap="anywhere" whiteSpace="pre-wrap">
            {text.length > 600 ? `${text.slice(0, 600)}…` : text}
          </chakra.dd>
        </chakra.div>
      ))}
    </chakra.dl>
  )
}

const whenOf = (item: unknown) => {
  const record = (item ?? {}) as Record<string, unknown>
  return record.due ?? record.start
}

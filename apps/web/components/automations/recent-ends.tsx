import { Box, HStack, Text } from '@chakra-ui/react'

const colors: Record<string, string> = { succeeded: 'fg.success', failed: 'fg.error' }

/** How the last runs ended, oldest first, one bar each, and how many in a hundred succeeded. */
export function RecentEnds({ recent }: { recent: readonly string[] }) {
  const good = recent.filter(status => status === 'succeeded').length
  const bad = recent.filter(status => status === 'failed').length
  const ended = good + bad
  if (recent.length === 0) return null
  const rate = ended === 0 ? undefined : Math.round((good / ended) * 100)
  return (
    <HStack gap="3" flexShrink="0" role="img" aria-label={`Last ${recent.length} runs: ${good} succeeded, ${bad} failed`}>
      <HStack gap="0.5" align="end" h="5" w="24" justify="end" hideBelow="md" aria-hidden>
        {recent.map((status, at) => (
          <Box
            key={at}
            w="1"
            h={status === 'succeeded' ? '4' : status === 'failed' ? '5' : '2'}
            borderRadius="xs"
            bg={colors[status] ?? 'fg.subtle'}
          />
        ))}
      </HStack>
      <Text
        w="10"
        textAlign="end"
        fontSize="xs"
        fontVariantNumeric="tabular-nums"
        color={bad > 0 && rate !== undefined && rate < 80 ? 'fg.error' : 'fg.muted'}
        aria-hidden
      >
        {rate === undefined ? '' : `${rate} %`}
      </Text>
    </HStack>
  )
}

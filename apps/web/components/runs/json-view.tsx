'use client'
import { Box, chakra, Text } from '@chakra-ui/react'

/** A value as it is, to be read and copied. */
export function JsonView({ value, label }: { value: unknown; label: string }) {
  if (value === undefined || value === null || value === '')
    return (
      <Text color="fg.muted" fontSize="xs">
        Nothing
      </Text>
    )
  return (
    <Box bg="bg.muted" borderRadius="control" maxH="96" overflow="auto" tabIndex={0} role="region" aria-label={label} focusRing="inside">
      <chakra.pre fontFamily="mono" fontSize="xs" p="3" whiteSpace="pre-wrap" overflowWrap="anywhere">
        {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
      </chakra.pre>
    </Box>
  )
}

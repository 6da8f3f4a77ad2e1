import { chakra, HStack, Text } from '@chakra-ui/react'

/** The mark: a nucleus and one orbit. */
export function Mark({ size = '6' }: { size?: string }) {
  return (
    <chakra.svg viewBox="0 0 32 32" boxSize={size} aria-hidden fill="none" color="accent.solid" flexShrink="0">
      <ellipse cx="16" cy="16" rx="14" ry="6" stroke="currentColor" strokeWidth="2" transform="rotate(-35 16 16)" />
      <circle cx="16" cy="16" r="4.5" fill="currentColor" />
      <circle cx="26.4" cy="6.6" r="2.2" fill="currentColor" />
    </chakra.svg>
  )
}

export function Logo() {
  return (
    <HStack gap="2">
      <Mark />
      <Text fontWeight="semibold" letterSpacing="wide">
        ATOM
      </Text>
    </HStack>
  )
}

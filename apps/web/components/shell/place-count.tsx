'use client'
import { Circle, type CircleProps, VisuallyHidden } from '@chakra-ui/react'
import { useWaitingCount } from '../../lib/approvals.ts'
import type { Destination } from './places.ts'

/** How many things wait at a place. */
export function usePlaceCount(counts: Destination['counts']): number {
  const approvals = useWaitingCount()
  return counts === 'approvals' ? approvals : 0
}

/** A number in a circle, read out as “3 waiting”; nothing for none. */
export function PlaceCount({ count, ...rest }: { count: number } & CircleProps) {
  if (count === 0) return null
  return (
    <>
      <VisuallyHidden>{count} waiting</VisuallyHidden>
      <Circle
        minW="4"
        h="4"
        px="1"
        bg="accent.solid"
        color="accent.contrast"
        fontSize="2xs"
        fontWeight="semibold"
        fontVariantNumeric="tabular-nums"
        aria-hidden
        {...rest}
      >
        {count > 9 ? '9+' : count}
      </Circle>
    </>
  )
}

import { chakra } from '@chakra-ui/react'
import type { Piece } from '../../lib/memory/snippet.ts'

/** Text with some of its words marked. */
export const Marked = ({ pieces }: { pieces: Piece[] }) =>
  pieces.map(({ text, marked }, at) =>
    marked ? (
      <chakra.mark key={at} bg="accent.muted" color="fg" borderRadius="sm" px="0.5" mx="-0.5">
        {text}
      </chakra.mark>
    ) : (
      <span key={at}>{text}</span>
    ),
  )

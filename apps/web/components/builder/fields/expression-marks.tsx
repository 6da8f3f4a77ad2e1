import { Box, chakra } from '@chakra-ui/react'
import type { RefObject } from 'react'

/** What stands behind a text field so that the expressions in it are seen: the same text, unseen, with a colour under each `{{ }}`. */
export function ExpressionMarks({ text, mono, ref }: { text: string; mono: boolean; ref: RefObject<HTMLDivElement | null> }) {
  let at = 0
  return (
    <Box
      ref={ref}
      aria-hidden
      position="absolute"
      inset="0"
      px="2.5"
      py="2"
      borderWidth="1px"
      borderColor="transparent"
      overflow="hidden"
      whiteSpace="pre-wrap"
      overflowWrap="break-word"
      textStyle="sm"
      fontFamily={mono ? 'mono' : undefined}
      color="transparent"
      userSelect="none"
      pointerEvents="none"
    >
      {text.split(/(\{\{[\s\S]*?\}\})/).map(part => {
        const key = at
        at += part.length
        return part.startsWith('{{') ? (
          <chakra.span key={key} bg="accent.muted" borderRadius="sm" boxDecorationBreak="clone">
            {part}
          </chakra.span>
        ) : (
          part
        )
      })}
    </Box>
  )
}

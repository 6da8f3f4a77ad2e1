'use client'
import { chakra, type HTMLChakraProps } from '@chakra-ui/react'
import { usePlace } from '../lib/me.ts'
import { sayAgo, sayExact, sayWhen } from '../lib/say.ts'

interface Props extends HTMLChakraProps<'time'> {
  value: string
  /** Looks back: “5 min ago”. */
  ago?: boolean
}

/** A date as people say it, exact on hover. */
export function When({ value, ago = false, ...rest }: Props) {
  const place = usePlace()
  return (
    <chakra.time dateTime={value} title={sayExact(value, place)} fontVariantNumeric="tabular-nums" whiteSpace="nowrap" {...rest}>
      {ago ? sayAgo(value, place) : sayWhen(value, place)}
    </chakra.time>
  )
}

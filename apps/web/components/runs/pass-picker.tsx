'use client'
import { HStack, IconButton, NativeSelect, Text } from '@chakra-ui/react'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { runLook } from './run-look.ts'

interface Props {
  passes: { pass: string; status: string }[]
  value: string
  onChange: (pass: string) => void
}

const numberOf = (pass: string) => Number(pass.split('.').at(-1)) + 1

/** Which pass of a loop is looked at. */
export function PassPicker({ passes, value, onChange }: Props) {
  if (passes.length === 0) return null
  const at = passes.findIndex(one => one.pass === value)
  const step = (by: number) => {
    const next = passes[at + by]
    if (next) onChange(next.pass)
  }
  return (
    <HStack
      gap="1"
      position="absolute"
      top="3"
      insetEnd="3"
      zIndex="docked"
      bg="bg.panel"
      borderWidth="1px"
      borderRadius="control"
      px="2"
      py="1"
    >
      <Text fontSize="xs" color="fg.muted">
        Pass
      </Text>
      <IconButton size="2xs" variant="ghost" aria-label="The pass before" disabled={at <= 0} onClick={() => step(-1)}>
        <ChevronLeft size={12} />
      </IconButton>
      <NativeSelect.Root size="xs" w="auto">
        <NativeSelect.Field aria-label="Pass" value={value} onChange={event => onChange(event.target.value)}>
          {passes.map(({ pass, status }) => (
            <option key={pass} value={pass}>
              {numberOf(pass)}, {runLook(status).label.toLowerCase()}
            </option>
          ))}
        </NativeSelect.Field>
        <NativeSelect.Indicator />
      </NativeSelect.Root>
      <IconButton size="2xs" variant="ghost" aria-label="The next pass" disabled={at >= passes.length - 1} onClick={() => step(1)}>
        <ChevronRight size={12} />
      </IconButton>
    </HStack>
  )
}

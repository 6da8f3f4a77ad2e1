'use client'
import { Clipboard, IconButton, Input, InputGroup } from '@chakra-ui/react'

/** A line to be copied, such as an address. */
export function CopyLine({ label, value }: { label: string; value: string }) {
  return (
    <Clipboard.Root value={value}>
      <InputGroup
        endElement={
          <Clipboard.Trigger asChild>
            <IconButton size="xs" variant="ghost" aria-label={`Copy ${label.toLowerCase()}`}>
              <Clipboard.Indicator />
            </IconButton>
          </Clipboard.Trigger>
        }
      >
        <Clipboard.Input asChild>
          <Input size="sm" fontFamily="mono" fontSize="xs" bg="bg.muted" aria-label={label} readOnly />
        </Clipboard.Input>
      </InputGroup>
    </Clipboard.Root>
  )
}

'use client'
import { Alert, Clipboard, IconButton, Input, InputGroup, Stack } from '@chakra-ui/react'

interface Props {
  /** What to do with it, and that it will not be seen again. */
  title: string
  /** Names the field: “The new key”. */
  label: string
  copy: string
  value: string
}

/** A secret that the server tells only now, ready to be copied. */
export function ShownOnce({ title, label, copy, value }: Props) {
  return (
    <Alert.Root status="success" borderRadius="card" alignItems="start">
      <Alert.Indicator />
      <Stack gap="2" flex="1" minW="0">
        <Alert.Title>{title}</Alert.Title>
        <Clipboard.Root value={value}>
          <InputGroup
            endElement={
              <Clipboard.Trigger asChild>
                <IconButton size="xs" variant="ghost" aria-label={copy}>
                  <Clipboard.Indicator />
                </IconButton>
              </Clipboard.Trigger>
            }
          >
            <Clipboard.Input asChild>
              <Input size="sm" fontFamily="mono" bg="bg" color="fg" aria-label={label} readOnly />
            </Clipboard.Input>
          </InputGroup>
        </Clipboard.Root>
      </Stack>
    </Alert.Root>
  )
}

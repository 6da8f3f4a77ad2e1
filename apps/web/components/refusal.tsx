import { Alert } from '@chakra-ui/react'
import { sentence } from '../lib/api.ts'

/** Why what was sent was refused, in the form that sent it. */
export function Refusal({ error, ...rest }: { error: unknown } & Alert.RootProps) {
  return (
    <Alert.Root status="error" size="sm" borderRadius="control" {...rest}>
      <Alert.Indicator />
      <Alert.Title>{sentence(error)}</Alert.Title>
    </Alert.Root>
  )
}

import { Button, EmptyState, Icon, VStack } from '@chakra-ui/react'
import { CloudOff } from 'lucide-react'
import { sentence } from '../lib/api.ts'

/** What happened, and a way to try again. */
export function Problem({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <EmptyState.Root role="alert" size="sm">
      <EmptyState.Content>
        <EmptyState.Indicator>
          <Icon asChild boxSize="8" color="fg.subtle">
            <CloudOff strokeWidth={1.5} aria-hidden />
          </Icon>
        </EmptyState.Indicator>
        <VStack gap="1" textAlign="center">
          <EmptyState.Title as="p">This could not be loaded</EmptyState.Title>
          <EmptyState.Description color="fg.muted">{sentence(error)}</EmptyState.Description>
        </VStack>
        <Button size="sm" variant="outline" onClick={onRetry}>
          Try again
        </Button>
      </EmptyState.Content>
    </EmptyState.Root>
  )
}

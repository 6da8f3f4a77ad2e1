import { EmptyState, Icon, VStack } from '@chakra-ui/react'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface Props {
  icon: LucideIcon
  title: string
  children?: ReactNode
}

/** A view with nothing in it says so and tells how to fill it. */
export function Empty({ icon: Sign, title, children }: Props) {
  return (
    <EmptyState.Root size="sm">
      <EmptyState.Content>
        <EmptyState.Indicator>
          <Icon asChild boxSize="8" color="fg.subtle">
            <Sign strokeWidth={1.5} aria-hidden />
          </Icon>
        </EmptyState.Indicator>
        <VStack gap="1" textAlign="center">
          <EmptyState.Title as="p">{title}</EmptyState.Title>
          {children && <EmptyState.Description color="fg.muted">{children}</EmptyState.Description>}
        </VStack>
      </EmptyState.Content>
    </EmptyState.Root>
  )
}

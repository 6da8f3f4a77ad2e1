import { HStack, Icon, type StackProps, Text } from '@chakra-ui/react'
import { runLook } from './run-look.ts'

interface Props extends StackProps {
  status: string
}

/** The state of a run or a step in a word, with its sign. */
export function RunStatus({ status, ...rest }: Props) {
  const { label, icon: Sign, color, turns } = runLook(status)
  return (
    <HStack gap="1.5" flexShrink="0" {...rest}>
      <Icon asChild boxSize="4" color={color} animation={turns ? 'spin' : undefined} animationDuration={turns ? 'slowest' : undefined}>
        <Sign aria-hidden />
      </Icon>
      <Text color={color}>{label}</Text>
    </HStack>
  )
}

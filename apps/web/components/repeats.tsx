import { sayRecurrence } from '@atom/contracts'
import { Icon } from '@chakra-ui/react'
import { Repeat } from 'lucide-react'

/** Says that something repeats, and on hover how. */
export function Repeats({ rrule }: { rrule: string }) {
  const how = `Repeats ${sayRecurrence(rrule)}`
  return (
    <Icon asChild boxSize="3.5">
      <Repeat aria-label={how} role="img">
        <title>{how}</title>
      </Repeat>
    </Icon>
  )
}

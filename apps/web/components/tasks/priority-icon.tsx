import { Icon } from '@chakra-ui/react'
import { ChevronDown, ChevronsUp, ChevronUp } from 'lucide-react'
import type { Priority } from '../../lib/records.ts'

const signs = {
  low: { Sign: ChevronDown, color: 'fg.subtle', label: 'Low priority' },
  high: { Sign: ChevronUp, color: 'fg.warning', label: 'High priority' },
  urgent: { Sign: ChevronsUp, color: 'fg.error', label: 'Urgent' },
}

/** Nothing for the normal priority. */
export function PriorityIcon({ priority }: { priority: Priority }) {
  if (priority === 'normal') return null
  const { Sign, color, label } = signs[priority]
  return (
    <Icon asChild boxSize="4" color={color}>
      <Sign role="img" aria-label={label} />
    </Icon>
  )
}

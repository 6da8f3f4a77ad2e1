import { ChevronDown, ChevronsUp, ChevronUp } from 'lucide-react'
import type { Priority } from '../../lib/records.ts'
import { TellingIcon } from '../telling-icon.tsx'

const signs = {
  low: { icon: ChevronDown, color: 'fg.subtle', label: 'Low priority' },
  high: { icon: ChevronUp, color: 'fg.warning', label: 'High priority' },
  urgent: { icon: ChevronsUp, color: 'fg.error', label: 'Urgent' },
}

/** Nothing for the normal priority. */
export function PriorityIcon({ priority }: { priority: Priority }) {
  if (priority === 'normal') return null
  return <TellingIcon {...signs[priority]} />
}

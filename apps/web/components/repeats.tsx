import { sayRecurrence } from '@atom/contracts'
import { Repeat } from 'lucide-react'
import { TellingIcon } from './telling-icon.tsx'

/** Says that something repeats, and how. */
export const Repeats = ({ rrule }: { rrule: string }) => (
  <TellingIcon icon={Repeat} label={`Repeats ${sayRecurrence(rrule)}`} boxSize="3.5" />
)

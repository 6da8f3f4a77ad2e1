import { Icon, type IconProps } from '@chakra-ui/react'
import type { LucideIcon } from 'lucide-react'

interface Props extends Omit<IconProps, 'children' | 'asChild'> {
  icon: LucideIcon
  /** What it tells, read out and shown on hover. */
  label: string
}

/** An icon that says something no word beside it says. Chakra hides icons from screen readers unless told otherwise. */
export function TellingIcon({ icon: Sign, label, ...rest }: Props) {
  return (
    <Icon asChild boxSize="4" aria-hidden={false} role="img" aria-label={label} {...rest}>
      <Sign>
        <title>{label}</title>
      </Sign>
    </Icon>
  )
}

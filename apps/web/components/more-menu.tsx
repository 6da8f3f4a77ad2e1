'use client'
import { IconButton, Menu, Portal } from '@chakra-ui/react'
import { Ellipsis, type LucideIcon } from 'lucide-react'

interface Choice {
  value: string
  label: string
  icon: LucideIcon
  /** Takes something away. */
  removes?: boolean
  run: () => void
}

/** What else can be done with one thing of a list. */
export function MoreMenu({ of, choices }: { of: string; choices: Choice[] }) {
  return (
    <Menu.Root positioning={{ placement: 'bottom-end' }} lazyMount unmountOnExit>
      <Menu.Trigger asChild>
        <IconButton size="xs" variant="ghost" color="fg.subtle" aria-label={`More for ${of}`}>
          <Ellipsis size={14} />
        </IconButton>
      </Menu.Trigger>
      <Portal>
        <Menu.Positioner>
          <Menu.Content>
            {choices.map(({ value, label, icon: Sign, removes, run }) => (
              <Menu.Item key={value} value={value} color={removes ? 'fg.error' : undefined} onSelect={run}>
                <Sign size={14} aria-hidden /> {label}
              </Menu.Item>
            ))}
          </Menu.Content>
        </Menu.Positioner>
      </Portal>
    </Menu.Root>
  )
}

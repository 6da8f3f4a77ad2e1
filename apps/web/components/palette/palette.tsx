'use client'
import { Box, Dialog, Flex, HStack, Icon, Input, Kbd, Portal, Stack, Text } from '@chakra-ui/react'
import { type LucideIcon, Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import type { SkillSummary } from '../../lib/records.ts'
import { useSettled } from '../../lib/understand.ts'
import { SkillDialog } from './skill-dialog.tsx'
import { useCommands } from './use-commands.ts'

/** One line of the palette. */
export interface Command {
  id: string
  group: 'Go to' | 'Found' | 'Do' | 'Ask'
  title: string
  hint?: string
  icon: LucideIcon
  run: () => void
}

interface Props {
  open: boolean
  onClose: () => void
  onHelp: () => void
}

/** One box for everything: go somewhere, find a record, run a skill, ask the chat. */
export function Palette({ open, onClose, onHelp }: Props) {
  const [skill, setSkill] = useState<SkillSummary>()
  return (
    <>
      <Dialog.Root open={open} onOpenChange={change => !change.open && onClose()} size="lg" lazyMount unmountOnExit>
        <Portal>
          <Dialog.Backdrop />
          <Dialog.Positioner pt={{ base: '4', md: '16' }}>
            <Dialog.Content borderRadius="card" overflow="hidden" my="0">
              <Dialog.Title srOnly>Search and commands</Dialog.Title>
              <Box srOnly asChild>
                <p>Write to filter, arrow keys to move, Enter to run.</p>
              </Box>
              <CommandBox onClose={onClose} onSkill={setSkill} onHelp={onHelp} />
            </Dialog.Content>
          </Dialog.Positioner>
        </Portal>
      </Dialog.Root>
      <SkillDialog skill={skill} onClose={() => setSkill(undefined)} />
    </>
  )
}

function CommandBox({ onClose, onSkill, onHelp }: { onClose: () => void; onSkill: (skill: SkillSummary) => void; onHelp: () => void }) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const id = useId()
  const commands = useCommands(text, useSettled(text.trim(), 200), { onSkill, onHelp })
  const active = commands[Math.min(at, commands.length - 1)]

  useEffect(() => {
    document.getElementById(`${id}-${active?.id}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, active?.id])

  const run = (command: Command | undefined) => {
    if (!command) return
    onClose()
    command.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && commands.length > 0) {
      event.preventDefault()
      setAt((Math.min(at, commands.length - 1) + step + commands.length) % commands.length)
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      run(active)
    }
  }

  let group = ''
  return (
    <Flex direction="column" maxH="70dvh">
      <HStack px="4" borderBottomWidth="1px" h="bar" flexShrink="0">
        <Icon asChild boxSize="4" color="fg.subtle">
          <Search aria-hidden />
        </Icon>
        <Input
          value={text}
          onChange={event => {
            setText(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
          placeholder="Go to, find, do or ask"
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={active ? `${id}-${active.id}` : undefined}
          aria-label="Search and commands"
          autoComplete="off"
          border="none"
          outline="none"
          fontSize="md"
          px="0"
          autoFocus
        />
        <Kbd size="sm">Esc</Kbd>
      </HStack>
      <Box id={`${id}-list`} role="listbox" aria-label="Commands" overflowY="auto" p="2" minH="64" tabIndex={-1}>
        {commands.map(command => {
          const heading = command.group !== group
          group = command.group
          return (
            <Box key={command.id} role="presentation">
              {heading && (
                <Text fontSize="xs" fontWeight="semibold" color="fg.muted" px="2" pt="2" pb="1" role="presentation">
                  {command.group}
                </Text>
              )}
              <HStack
                id={`${id}-${command.id}`}
                role="option"
                aria-selected={command === active}
                gap="3"
                px="2"
                h="row"
                borderRadius="control"
                cursor="pointer"
                bg={command === active ? 'bg.emphasized' : undefined}
                onMouseMove={() => setAt(commands.indexOf(command))}
                onClick={() => run(command)}
              >
                <Icon asChild boxSize="4" color="fg.subtle">
                  <command.icon aria-hidden />
                </Icon>
                <Stack gap="0" flex="1" minW="0">
                  <Text truncate>{command.title}</Text>
                </Stack>
                {command.hint && (
                  <Text fontSize="xs" color="fg.muted" truncate maxW="40%">
                    {command.hint}
                  </Text>
                )}
              </HStack>
            </Box>
          )
        })}
      </Box>
    </Flex>
  )
}

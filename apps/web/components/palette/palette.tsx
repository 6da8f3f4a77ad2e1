'use client'
import { Box, Dialog, Portal } from '@chakra-ui/react'
import { useState } from 'react'
import type { SkillSummary } from '../../lib/records.ts'
import { useSettled } from '../../lib/understand.ts'
import { type Pick, PickList } from '../pick-list.tsx'
import { SkillDialog } from './skill-dialog.tsx'
import { useCommands } from './use-commands.ts'

/** One line of the palette. */
export interface Command extends Pick {
  group: 'Go to' | 'Found' | 'Do' | 'Ask'
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
  const commands = useCommands(text, useSettled(text.trim(), 200), { onSkill, onHelp })
  return (
    <PickList
      text={text}
      onText={setText}
      picks={commands}
      onPick={command => {
        onClose()
        command.run()
      }}
      label="Search and commands"
      listLabel="Commands"
      placeholder="Go to, find, do or ask"
    />
  )
}

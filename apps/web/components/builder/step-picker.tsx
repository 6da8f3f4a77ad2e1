'use client'
import { Dialog, Portal } from '@chakra-ui/react'
import { useMemo, useState } from 'react'
import { type Gap, useBuilder, useBuilderStore } from '../../lib/automations/builder-store.ts'
import { addStep } from '../../lib/automations/edit.ts'
import { type Kinds, skillIcon, typeIcon } from '../../lib/automations/step-kinds.ts'
import { type Pick, PickList } from '../pick-list.tsx'

interface Choice extends Pick {
  description: string
  kind: { type: string; skill?: string }
}

const groups: Record<string, string> = { flow: 'Flow', data: 'Data', people: 'People' }
const order = ['Flow', 'Data', 'People', 'Actions']

const choicesOf = ({ types, skills }: Kinds): Choice[] =>
  [
    ...[...types.values()]
      .filter(type => type.type !== 'skill')
      .map(
        ({ type, group, title, description }): Choice => ({
          id: type,
          group: groups[group] ?? 'Actions',
          title,
          description,
          icon: typeIcon(type),
          kind: { type },
        }),
      ),
    ...[...skills.values()].map(
      ({ id, title, description, automation }): Choice => ({
        id,
        group: 'Actions',
        title,
        description: automation ? `${description} (Automation “${automation.name}”)` : description,
        icon: skillIcon(id),
        kind: { type: 'skill', skill: id },
      }),
    ),
  ].sort((a, b) => order.indexOf(a.group) - order.indexOf(b.group))

const has = (choice: Choice, words: string) =>
  words
    .toLowerCase()
    .split(/\s+/)
    .every(word => `${choice.title} ${choice.id} ${choice.description}`.toLowerCase().includes(word))
const inTitle = (choice: Choice, words: string) => `${choice.title} ${choice.id}`.toLowerCase().includes(words.toLowerCase())

/** Finds a step by words and puts it where it was asked for. `onGone` is told when nothing of it is left on the page. */
export function StepPicker({ onGone }: { onGone: () => void }) {
  const store = useBuilderStore()
  const gap = useBuilder(state => state.gap)
  const close = () => store.setGap(undefined)
  return (
    <Dialog.Root
      open={gap !== undefined}
      onOpenChange={change => !change.open && close()}
      onExitComplete={onGone}
      size="lg"
      lazyMount
      unmountOnExit
    >
      <Portal>
        <Dialog.Backdrop />
        <Dialog.Positioner pt={{ base: '4', md: '16' }}>
          <Dialog.Content borderRadius="card" overflow="hidden" my="0">
            <Dialog.Title srOnly>Add a step</Dialog.Title>
            {gap && <PickerBox gap={gap} onClose={close} />}
          </Dialog.Content>
        </Dialog.Positioner>
      </Portal>
    </Dialog.Root>
  )
}

function PickerBox({ gap, onClose }: { gap: Gap; onClose: () => void }) {
  const store = useBuilderStore()
  const [text, setText] = useState('')
  const all = useMemo(() => choicesOf(store.kinds), [store])
  const words = text.trim()
  const choices = words
    ? all.filter(choice => has(choice, words)).sort((a, b) => Number(inTitle(b, words)) - Number(inTitle(a, words)))
    : all
  return (
    <PickList
      text={text}
      onText={setText}
      picks={choices}
      onPick={({ kind }) => {
        onClose()
        addStep(store, kind, gap)
      }}
      label="Find a step"
      listLabel="Steps"
      placeholder="What should happen?"
      nothing="Nothing does that yet. Try fewer words, or “HTTP request”."
      ungrouped={words !== ''}
    />
  )
}

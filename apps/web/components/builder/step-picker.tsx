'use client'
import { Box, Dialog, Flex, HStack, Icon, Input, Kbd, Portal, Stack, Text } from '@chakra-ui/react'
import { type LucideIcon, Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useMemo, useState } from 'react'
import { type Gap, useBuilder, useBuilderStore } from '../../lib/automations/builder-store.ts'
import { addStep } from '../../lib/automations/edit.ts'
import { type Kinds, skillIcon, typeIcon } from '../../lib/automations/step-kinds.ts'

interface Choice {
  id: string
  group: string
  title: string
  description: string
  icon: LucideIcon
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
      ({ id, title, description }): Choice => ({
        id,
        group: 'Actions',
        title,
        description,
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
  const [at, setAt] = useState(0)
  const id = useId()
  const all = useMemo(() => choicesOf(store.kinds), [store])
  const words = text.trim()
  const choices = words
    ? all.filter(choice => has(choice, words)).sort((a, b) => Number(inTitle(b, words)) - Number(inTitle(a, words)))
    : all
  const active = choices[Math.min(at, choices.length - 1)]
  useEffect(() => {
    document.getElementById(`${id}-${active?.id}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, active?.id])
  const choose = (choice: Choice | undefined) => {
    if (!choice) return
    onClose()
    addStep(store, choice.kind, gap)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && choices.length > 0) {
      event.preventDefault()
      setAt((Math.min(at, choices.length - 1) + step + choices.length) % choices.length)
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      choose(active)
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
          placeholder="What should happen?"
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={active ? `${id}-${active.id}` : undefined}
          aria-label="Find a step"
          autoComplete="off"
          border="none"
          outline="none"
          fontSize="md"
          px="0"
          autoFocus
        />
        <Kbd size="sm">Esc</Kbd>
      </HStack>
      <Box id={`${id}-list`} role="listbox" aria-label="Steps" overflowY="auto" p="2" minH="64" tabIndex={-1}>
        {choices.length === 0 && (
          <Text color="fg.muted" p="4" textAlign="center">
            Nothing does that yet. Try fewer words, or “HTTP request”.
          </Text>
        )}
        {choices.map(choice => {
          const heading = !words && choice.group !== group
          group = choice.group
          return (
            <Box key={choice.id} role="presentation">
              {heading && (
                <Text fontSize="xs" fontWeight="semibold" color="fg.muted" px="2" pt="2" pb="1" role="presentation">
                  {choice.group}
                </Text>
              )}
              <HStack
                id={`${id}-${choice.id}`}
                role="option"
                aria-selected={choice === active}
                gap="3"
                px="2"
                py="1.5"
                borderRadius="control"
                cursor="pointer"
                bg={choice === active ? 'bg.emphasized' : undefined}
                onMouseMove={() => setAt(choices.indexOf(choice))}
                onClick={() => choose(choice)}
              >
                <Icon asChild boxSize="4" color="fg.subtle">
                  <choice.icon aria-hidden />
                </Icon>
                <Stack gap="0" flex="1" minW="0">
                  <Text truncate>{choice.title}</Text>
                  <Text truncate fontSize="xs" color="fg.muted">
                    {choice.description}
                  </Text>
                </Stack>
              </HStack>
            </Box>
          )
        })}
      </Box>
    </Flex>
  )
}

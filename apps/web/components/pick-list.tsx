'use client'
import { Box, Flex, HStack, Icon, Input, Kbd, Stack, Text } from '@chakra-ui/react'
import { type LucideIcon, Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useState } from 'react'

/** One line to pick. */
export interface Pick {
  id: string
  /** Lines of one group stand together, under its name. */
  group: string
  title: string
  /** A second, smaller line. */
  description?: string
  /** At the end of the line. */
  hint?: string
  icon: LucideIcon
}

interface Props<P extends Pick> {
  /** What is written now, and what to do when it changes: the caller finds the lines. */
  text: string
  onText: (text: string) => void
  picks: readonly P[]
  onPick: (pick: P) => void
  /** Names of the box and of the list, read out. */
  label: string
  listLabel: string
  placeholder: string
  /** Said where nothing is found. */
  nothing?: string
  /** Names of groups are left out where the lines are sorted by how well they fit. */
  ungrouped?: boolean
}

/** A box to write in over the list it filters: arrow keys move, Enter picks. */
export function PickList<P extends Pick>({ text, onText, picks, onPick, label, listLabel, placeholder, nothing, ungrouped }: Props<P>) {
  const [at, setAt] = useState(0)
  const id = useId()
  const active = picks[Math.min(at, picks.length - 1)]

  useEffect(() => {
    document.getElementById(`${id}-${active?.id}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, active?.id])

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && picks.length > 0) {
      event.preventDefault()
      setAt((Math.min(at, picks.length - 1) + step + picks.length) % picks.length)
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      if (active) onPick(active)
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
            onText(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
          placeholder={placeholder}
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={active ? `${id}-${active.id}` : undefined}
          aria-label={label}
          autoComplete="off"
          border="none"
          outline="none"
          fontSize="md"
          px="0"
          autoFocus
        />
        <Kbd size="sm">Esc</Kbd>
      </HStack>
      <Box id={`${id}-list`} role="listbox" aria-label={listLabel} overflowY="auto" p="2" minH="64" tabIndex={-1}>
        {picks.length === 0 && nothing && (
          <Text color="fg.muted" p="4" textAlign="center">
            {nothing}
          </Text>
        )}
        {picks.map((pick, index) => {
          const heading = !ungrouped && pick.group !== group
          group = pick.group
          return (
            <Box key={pick.id} role="presentation">
              {heading && (
                <Text fontSize="xs" fontWeight="semibold" color="fg.muted" px="2" pt="2" pb="1" role="presentation">
                  {pick.group}
                </Text>
              )}
              <HStack
                id={`${id}-${pick.id}`}
                role="option"
                aria-selected={pick === active}
                gap="3"
                px="2"
                py="1.5"
                minH="row"
                borderRadius="control"
                cursor="pointer"
                bg={pick === active ? 'bg.emphasized' : undefined}
                onMouseMove={() => setAt(index)}
                onClick={() => onPick(pick)}
              >
                <Icon asChild boxSize="4" color="fg.subtle">
                  <pick.icon aria-hidden />
                </Icon>
                <Stack gap="0" flex="1" minW="0">
                  <Text truncate>{pick.title}</Text>
                  {pick.description && (
                    <Text truncate fontSize="xs" color="fg.muted">
                      {pick.description}
                    </Text>
                  )}
                </Stack>
                {pick.hint && (
                  <Text fontSize="xs" color="fg.muted" truncate maxW="40%">
                    {pick.hint}
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

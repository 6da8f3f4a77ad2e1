'use client'
import { Box, HStack, IconButton, Link, Text, Textarea } from '@chakra-ui/react'
import { Braces } from 'lucide-react'
import NextLink from 'next/link'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { completionsAt, expressionAt } from '../../../lib/automations/expression-scope.ts'
import { ExpressionMarks } from './expression-marks.tsx'
import { useFieldsAround } from './fields-context.ts'

interface Props {
  value: string
  onChange: (value: string) => void
  label: string
  id?: string
  invalid?: boolean
  /** Several lines from the start. */
  long?: boolean
  placeholder?: string | undefined
  mono?: boolean
  /** All of it is an expression, with braces or without. */
  bare?: boolean
}

/**
 * Text with `{{ }}` in it: the expressions are marked, and inside one the ways to go on are offered, with the values they had in the last run.
 * Arrow keys choose, Enter or Tab takes, Esc closes.
 */
export function ExpressionInput({ value, onChange, label, id, invalid, long = false, placeholder, mono = false, bare = false }: Props) {
  const { scope, readOnly } = useFieldsAround()
  const field = useRef<HTMLTextAreaElement>(null)
  const marks = useRef<HTMLDivElement>(null)
  const list = useId()
  const [caret, setCaret] = useState<number>()
  const [closed, setClosed] = useState(false)
  const [at, setAt] = useState(0)
  /** Where the caret goes once the new text is there. */
  const [next, setNext] = useState<number>()

  const { from, items } = caret === undefined || closed || readOnly ? { from: 0, items: [] } : completionsAt(value, caret, scope, bare)
  const active = items[Math.min(at, items.length - 1)]
  const asksVars = caret !== undefined && !closed && !readOnly && /\bvars?\.?\w*$/.test(expressionAt(value, caret, bare)?.before ?? '')

  useEffect(() => {
    if (next === undefined) return
    field.current?.focus()
    field.current?.setSelectionRange(next, next)
    setCaret(next)
    setNext(undefined)
  }, [next])
  useEffect(() => {
    document.getElementById(`${list}-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [list, at])

  const put = (start: number, end: number, text: string, back = 0) => {
    onChange(value.slice(0, start) + text + value.slice(end))
    setNext(start + text.length - back)
    setAt(0)
    setClosed(false)
  }
  const take = (index: number) => {
    const item = items[index]
    if (item && caret !== undefined) put(from, caret, item.insert)
  }
  const insert = () => {
    const here = field.current?.selectionStart ?? value.length
    // Braces within would make two expressions of one.
    if (bare && value !== '' && !value.includes('{{')) return setNext(here)
    put(here, field.current?.selectionEnd ?? here, '{{  }}', 3)
  }
  const look = () => setCaret(field.current?.selectionStart ?? undefined)

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    event.stopPropagation()
    if (items.length === 0) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      setAt((Math.min(at, items.length - 1) + step + items.length) % items.length)
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      event.preventDefault()
      take(Math.min(at, items.length - 1))
    } else if (event.key === 'Escape') {
      event.preventDefault()
      setClosed(true)
    }
  }

  return (
    <Box w="full" position="relative" onBlur={event => !event.currentTarget.contains(event.relatedTarget) && setCaret(undefined)}>
      <HStack gap="1" align="start">
        <Box position="relative" flex="1" minW="0" bg="bg" borderRadius="control">
          <ExpressionMarks ref={marks} text={value} mono={mono} />
          <Textarea
            ref={field}
            size="sm"
            position="relative"
            bg="transparent"
            rows={long ? 3 : 1}
            minH="9"
            maxH="64"
            autoresize
            resize="none"
            fontFamily={mono ? 'mono' : undefined}
            {...(id === undefined ? { id: undefined, 'aria-label': label } : { id })}
            role="combobox"
            aria-expanded={items.length > 0}
            aria-controls={`${list}-list`}
            aria-autocomplete="list"
            aria-activedescendant={active ? `${list}-${Math.min(at, items.length - 1)}` : undefined}
            aria-invalid={invalid || undefined}
            spellCheck={false}
            autoComplete="off"
            value={value}
            readOnly={readOnly}
            placeholder={placeholder}
            onChange={event => {
              const { selectionStart: here, value: text } = event.target
              // The second brace brings its partners.
              const opened = text.length === value.length + 1 && text.slice(here - 2, here) === '{{' && text.slice(here, here + 2) !== '}}'
              onChange(opened ? `${text.slice(0, here)}  }}${text.slice(here)}` : text)
              if (opened) setNext(here + 1)
              else setCaret(here)
              setAt(0)
              setClosed(false)
            }}
            onFocus={look}
            onClick={look}
            onKeyUp={event => ['ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key) && look()}
            onKeyDown={onKeyDown}
            onScroll={event => {
              if (marks.current) marks.current.scrollTop = event.currentTarget.scrollTop
            }}
          />
        </Box>
        {!readOnly && (
          <IconButton size="xs" mt="0.5" variant="ghost" color="fg.muted" aria-label={`Insert a value into ${label}`} onClick={insert}>
            <Braces size={14} />
          </IconButton>
        )}
      </HStack>
      <Box
        hidden={items.length === 0 && !asksVars}
        position="absolute"
        zIndex="popover"
        top="100%"
        left="0"
        right="0"
        mt="1"
        bg="bg.panel"
        borderWidth="1px"
        borderRadius="control"
        boxShadow="raised"
      >
        <Box
          id={`${list}-list`}
          role="listbox"
          aria-label={`Values for ${label}`}
          hidden={items.length === 0}
          p="1"
          maxH="56"
          overflowY="auto"
          tabIndex={-1}
        >
          {items.map((item, index) => (
            <HStack
              key={item.label}
              id={`${list}-${index}`}
              role="option"
              aria-selected={item === active}
              gap="3"
              px="2"
              h="8"
              borderRadius="sm"
              cursor="pointer"
              bg={item === active ? 'bg.emphasized' : undefined}
              onMouseMove={() => setAt(index)}
              onMouseDown={event => {
                event.preventDefault()
                take(index)
              }}
            >
              <Text fontFamily="mono" fontSize="xs" flexShrink="0">
                {item.label}
              </Text>
              <Text fontSize="xs" color="fg.muted" truncate ms="auto">
                {item.hint}
              </Text>
            </HStack>
          ))}
        </Box>
        {asksVars && (
          <Link asChild display="block" px="3" py="2" fontSize="xs" color="accent.fg">
            <NextLink href="/settings?tab=variables">Add or change variables</NextLink>
          </Link>
        )}
      </Box>
    </Box>
  )
}

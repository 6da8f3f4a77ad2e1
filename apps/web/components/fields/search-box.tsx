'use client'
import { Input, InputGroup, type InputGroupProps, type InputProps } from '@chakra-ui/react'
import { Search } from 'lucide-react'
import type { RefObject } from 'react'

interface Props extends Pick<InputProps, 'value' | 'defaultValue' | 'variant' | 'placeholder'> {
  /** What it searches: “Search tasks”. */
  label: string
  onWords: (words: string) => void
  /** Goes to what was found. */
  onArrowDown?: () => void
  inputRef?: RefObject<HTMLInputElement | null> | undefined
  box?: Omit<InputGroupProps, 'children'>
}

/** Words to look for; Esc leaves it. */
export function SearchBox({ label, onWords, onArrowDown, inputRef, box, ...input }: Props) {
  return (
    <InputGroup startElement={<Search size={14} aria-hidden />} {...box}>
      <Input
        ref={inputRef}
        size="sm"
        type="search"
        aria-label={label}
        placeholder="Search"
        onChange={event => onWords(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Escape') event.currentTarget.blur()
          if (event.key !== 'ArrowDown' || !onArrowDown) return
          event.preventDefault()
          onArrowDown()
        }}
        {...input}
      />
    </InputGroup>
  )
}

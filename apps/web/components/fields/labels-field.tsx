'use client'
import { TagsInput } from '@chakra-ui/react'

/** Words that gather records; Enter or a comma ends one. */
export function LabelsField({
  label = 'Labels',
  value,
  onChange,
  placeholder = 'Add a label',
}: {
  label?: string
  value: string[]
  onChange: (labels: string[]) => void
  placeholder?: string
}) {
  return (
    <TagsInput.Root
      size="sm"
      value={value}
      onValueChange={change => onChange(change.value)}
      delimiter=","
      addOnPaste
      blurBehavior="add"
      max={50}
      validate={({ inputValue }) => inputValue.trim().length <= 50}
    >
      <TagsInput.Label>{label}</TagsInput.Label>
      <TagsInput.Control>
        <TagsInput.Items />
        <TagsInput.Input placeholder={value.length ? '' : placeholder} />
      </TagsInput.Control>
      <TagsInput.HiddenInput />
    </TagsInput.Root>
  )
}

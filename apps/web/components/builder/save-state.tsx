'use client'
import { Text } from '@chakra-ui/react'
import type { Saving } from '../../lib/automations/use-draft.ts'

const words: Record<Saving['is'], string> = {
  saved: 'Draft saved',
  dirty: 'Not saved yet',
  saving: 'Saving …',
  conflict: 'Changed elsewhere',
  failed: 'Could not be saved',
}

/** Whether the draft is safe. */
export function SaveState({ saving }: { saving: Saving }) {
  return (
    <Text
      role="status"
      fontSize="xs"
      whiteSpace="nowrap"
      color={saving.is === 'failed' || saving.is === 'conflict' ? 'fg.error' : 'fg.muted'}
      title={saving.is === 'failed' ? saving.why : undefined}
    >
      {words[saving.is]}
    </Text>
  )
}

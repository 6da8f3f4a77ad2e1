'use client'
import { Alert, Button } from '@chakra-ui/react'
import type { Saving } from '../../lib/automations/use-draft.ts'
import { complain } from '../toaster.tsx'

interface Props {
  saving: Saving
  onTheirs: () => Promise<void>
  onMine: () => Promise<void>
  onRetry: () => Promise<unknown>
}

/** Says that the draft is not saved, and asks whose to keep where somebody else changed it. */
export function ConflictBar({ saving, onTheirs, onMine, onRetry }: Props) {
  if (saving.is !== 'conflict' && saving.is !== 'failed') return null
  const conflict = saving.is === 'conflict'
  return (
    <Alert.Root status={conflict ? 'warning' : 'error'} size="sm" borderRadius="0" alignItems="center" flexShrink="0">
      <Alert.Indicator />
      <Alert.Title flex="1">
        {conflict
          ? 'This draft was changed in another window or by somebody else. Your last changes are not saved.'
          : `Your last changes are not saved. ${saving.why}`}
      </Alert.Title>
      {conflict ? (
        <>
          <Button size="xs" variant="outline" onClick={() => onTheirs().catch(complain)}>
            Load theirs
          </Button>
          <Button size="xs" variant="outline" onClick={() => onMine().catch(complain)}>
            Keep mine
          </Button>
        </>
      ) : (
        <Button size="xs" variant="outline" onClick={() => onRetry()}>
          Try again
        </Button>
      )}
    </Alert.Root>
  )
}

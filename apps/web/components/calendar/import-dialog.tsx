'use client'
import { Button, chakra, Dialog, FileUpload, HStack, Icon, Progress, Stack, Text } from '@chakra-ui/react'
import { FileUp } from 'lucide-react'
import { useState } from 'react'
import { isUnderWay, useCancelImport, useImport, useStartImport, useUndoImport } from '../../lib/calendar/imports.ts'
import type { CalendarImport } from '../../lib/records.ts'
import { DialogFrame } from '../dialog-frame.tsx'
import { Refusal } from '../refusal.tsx'

/** Takes a calendar file, and shows how far the server is with it; it goes on when this is closed. */
export function ImportDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <DialogFrame open={open} onClose={onClose} size="md">
      <Dialog.Header>
        <Stack gap="1">
          <Dialog.Title>Import a calendar file</Dialog.Title>
          <Dialog.Description color="fg.muted">
            An .ics file, such as other calendars export. Events imported before are updated, not doubled.
          </Dialog.Description>
        </Stack>
      </Dialog.Header>
      <ImportFile onClose={onClose} />
    </DialogFrame>
  )
}

function ImportFile({ onClose }: { onClose: () => void }) {
  const [id, setId] = useState<string>()
  const start = useStartImport()
  const latest = useImport(undefined, id === undefined)
  const chosen = useImport(id, id !== undefined)
  const cancel = useCancelImport()
  const undo = useUndoImport()
  const undoId = start.data?.undoId
  const shown = id === undefined ? latest.data : (chosen.data ?? start.data)
  const take = (file: File | undefined) => file && start.mutate(file, { onSuccess: begun => setId(begun.id) })
  // One that was under way when this opened is shown to its end.
  if (id === undefined && latest.data) setId(latest.data.id)
  return (
    <>
      <Dialog.Body>
        <Stack gap="4">
          {start.isError && <Refusal error={start.error} />}
          {shown ? (
            <>
              <ImportState state={shown} />
              {undo.data && <TakenBack {...undo.data} />}
            </>
          ) : (
            <FileUpload.Root
              accept={{ 'text/calendar': ['.ics'] }}
              maxFileSize={10_000_000}
              disabled={start.isPending}
              onFileAccept={({ files }) => take(files[0])}
            >
              <FileUpload.HiddenInput aria-label="Calendar file" />
              <FileUpload.Dropzone w="full">
                <Icon asChild boxSize="6" color="fg.muted">
                  <FileUp aria-hidden />
                </Icon>
                <FileUpload.DropzoneContent>
                  <Text>Drop a file here, or choose one</Text>
                  <Text color="fg.muted">.ics, up to 10 MB</Text>
                </FileUpload.DropzoneContent>
              </FileUpload.Dropzone>
            </FileUpload.Root>
          )}
        </Stack>
      </Dialog.Body>
      <Dialog.Footer justifyContent="space-between">
        {shown && isUnderWay(shown) ? (
          <Button size="sm" variant="ghost" color="fg.error" loading={cancel.isPending} onClick={() => cancel.mutate(shown.id)}>
            Cancel the import
          </Button>
        ) : shown && undoId && !undo.isSuccess && shown.created + shown.updated > 0 ? (
          <Button size="sm" variant="ghost" loading={undo.isPending} onClick={() => undo.mutate(undoId)}>
            Undo the import
          </Button>
        ) : (
          <span />
        )}
        <Button size="sm" variant="outline" onClick={onClose}>
          Close
        </Button>
      </Dialog.Footer>
    </>
  )
}

/** What undo did, and what it left alone. */
function TakenBack({ removed, restored, kept }: { removed: number; restored: number; kept: number }) {
  const count = (n: number) => n.toLocaleString()
  return (
    <Text aria-live="polite">
      Undone: {count(removed)} removed, {count(restored)} put back.
      {kept > 0 && ` ${count(kept)} changed since the import ${kept === 1 ? 'stays' : 'stay'}.`}
    </Text>
  )
}

const ends = {
  queued: 'Waits for its turn',
  running: 'Importing',
  done: 'Imported',
  cancelled: 'Cancelled: what was imported so far stays',
  failed: 'Not imported',
}

/** How far one import is, what it made, and what it left out and why. */
function ImportState({ state }: { state: CalendarImport }) {
  const count = (n: number) => n.toLocaleString()
  const made = [`${count(state.created)} new`, `${count(state.updated)} updated`, `${count(state.skipped)} skipped`].join(' · ')
  return (
    <Stack gap="3">
      <Progress.Root size="sm" value={state.total ? state.done : isUnderWay(state) ? null : 0} max={Math.max(1, state.total ?? 1)}>
        <HStack justify="space-between" pb="1">
          <Progress.Label truncate title={state.name}>
            {state.name}
          </Progress.Label>
          {state.total !== undefined && (
            <Text fontSize="sm" color="fg.muted" whiteSpace="nowrap">
              {count(state.done)} of {count(state.total)}
            </Text>
          )}
        </HStack>
        <Progress.Track>
          <Progress.Range />
        </Progress.Track>
      </Progress.Root>
      <Text aria-live="polite">
        {ends[state.status]}. {state.error ?? made}
      </Text>
      {state.left.length > 0 && (
        <Stack gap="1">
          <Text fontWeight="medium">Skipped{state.skipped > state.left.length ? `, the first ${state.left.length}` : ''}</Text>
          <Stack as="ul" gap="1" maxH="48" overflowY="auto" listStyleType="none" fontSize="sm" tabIndex={0} aria-label="Skipped events">
            {state.left.map(({ title, reason }, at) => (
              <li key={at}>
                {title} <chakra.span color="fg.muted">{reason}</chakra.span>
              </li>
            ))}
          </Stack>
        </Stack>
      )}
    </Stack>
  )
}

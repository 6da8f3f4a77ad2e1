'use client'
import { Button, HStack, Icon, IconButton, Progress, Stack, Text } from '@chakra-ui/react'
import { CircleAlert, Pause, Play, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { usePlace } from '../../lib/me.ts'
import { begunUpload } from '../../lib/memory/begun-uploads.ts'
import { useUnfinishedUploads } from '../../lib/memory/files.ts'
import {
  cancelUpload,
  cancelUploads,
  giveUpUpload,
  type Parcel,
  pauseUpload,
  retryUpload,
  upload,
  useUploads,
} from '../../lib/memory/uploads.ts'
import type { FileUpload } from '../../lib/records.ts'
import { sayBytes } from '../../lib/say-bytes.ts'
import { say } from '../toaster.tsx'

/** Rows of what waits behind what is being sent. */
const mostShown = 6

/** Files on their way, each with a way to end it, and those that did not arrive, with the reason. */
export function UploadList() {
  const parcels = useUploads()
  const { locale } = usePlace()
  const going = parcels.filter(({ status }) => status !== 'failed')
  useEffect(() => {
    if (going.length === 0) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [going.length])
  const unfinished = (useUnfinishedUploads().data ?? []).filter(({ id }) => !parcels.some(({ address }) => address?.endsWith(id)))
  if (parcels.length + unfinished.length === 0) return null
  const files = going.reduce((sum, parcel) => sum + parcel.files.length, 0)
  const bytes = going.reduce((sum, parcel) => sum + Math.max(0, parcel.bytes - parcel.sent), 0)
  const failed = parcels.filter(({ status }) => status === 'failed')
  return (
    <Stack gap="2" role="group" aria-label="Uploads" borderWidth="1px" borderRadius="card" p="3">
      {files > 0 && (
        <HStack gap="3">
          <Text flex="1" fontWeight="medium">
            {files === 1 ? 'One file' : `${files.toLocaleString()} files`} on the way, {sayBytes(bytes, locale)} left
          </Text>
          {going.length > 1 && (
            <Button size="xs" variant="ghost" onClick={cancelUploads}>
              Cancel all
            </Button>
          )}
        </HStack>
      )}
      <Stack as="ul" gap="1" listStyleType="none">
        {[...failed, ...going.slice(0, mostShown)].map(parcel => (
          <Row key={parcel.id} parcel={parcel} />
        ))}
        {unfinished.map(one => (
          <Unfinished key={one.id} unfinished={one} locale={locale} />
        ))}
      </Stack>
    </Stack>
  )
}

/** One that a page before this began. Only a person can hand its file to this page. */
function Unfinished({ unfinished: { id, name, size, received }, locale }: { unfinished: FileUpload; locale: string }) {
  const input = useRef<HTMLInputElement>(null)
  const address = `/api/files/uploads/${id}`
  const goOn = (file: File) => {
    if (begunUpload(file, name) === undefined) {
      say('That is another file, or it was changed: it is sent from its beginning')
      void giveUpUpload(address)
    }
    upload([{ file, path: name }], '', Number.POSITIVE_INFINITY, () => '')
  }
  return (
    <HStack as="li" gap="3" minH="8">
      <Stack gap="0" flex="1" minW="0">
        <Text truncate fontSize="xs" title={name}>
          {name}
        </Text>
        <Text fontSize="xs" color="fg.muted">
          {sayBytes(received, locale)} of {sayBytes(size, locale)} came in. Choose the file again to go on.
        </Text>
      </Stack>
      <Button size="xs" variant="outline" aria-label={`Go on with ${name}`} onClick={() => input.current?.click()}>
        Go on
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={`The file ${name}`}
        onChange={event => {
          const file = event.target.files?.[0]
          if (file) goOn(file)
          event.target.value = ''
        }}
      />
      <IconButton size="xs" variant="ghost" color="fg.subtle" aria-label={`Give up ${name}`} onClick={() => void giveUpUpload(address)}>
        <X size={14} />
      </IconButton>
    </HStack>
  )
}

function Row({ parcel: { id, name, bytes, sent, status, error, inPieces } }: { parcel: Parcel }) {
  return (
    <HStack as="li" gap="3" minH="8">
      <Stack gap="0.5" flex="1" minW="0">
        <Text truncate fontSize="xs" title={name}>
          {name}
        </Text>
        {error !== undefined && status === 'failed' ? (
          <HStack gap="1" color="fg.error" fontSize="xs" role="alert">
            <Icon asChild boxSize="3" flexShrink="0">
              <CircleAlert aria-hidden />
            </Icon>
            <Text>{error}</Text>
          </HStack>
        ) : (
          <Progress.Root size="xs" value={Math.min(sent, bytes)} max={Math.max(1, bytes)}>
            <Progress.Track>
              <Progress.Range />
            </Progress.Track>
            <Progress.Label srOnly>Upload of {name}</Progress.Label>
          </Progress.Root>
        )}
      </Stack>
      {inPieces && (status === 'sending' || status === 'paused') && (
        <IconButton
          size="xs"
          variant="ghost"
          color="fg.subtle"
          aria-label={status === 'paused' ? `Go on with ${name}` : `Pause ${name}`}
          onClick={() => (status === 'paused' ? retryUpload(id) : pauseUpload(id))}
        >
          {status === 'paused' ? <Play size={14} /> : <Pause size={14} />}
        </IconButton>
      )}
      {status === 'failed' && (
        <Button size="xs" variant="ghost" aria-label={`Try again: ${name}`} onClick={() => retryUpload(id)}>
          Try again
        </Button>
      )}
      <IconButton
        size="xs"
        variant="ghost"
        color="fg.subtle"
        aria-label={status === 'failed' ? `Dismiss ${name}` : `Cancel the upload of ${name}`}
        onClick={() => cancelUpload(id)}
      >
        <X size={14} />
      </IconButton>
    </HStack>
  )
}

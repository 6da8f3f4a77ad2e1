'use client'
import { Button, HStack, Icon, IconButton, Progress, Stack, Text } from '@chakra-ui/react'
import { CircleAlert, X } from 'lucide-react'
import { useEffect } from 'react'
import { usePlace } from '../../lib/me.ts'
import { cancelUpload, cancelUploads, type Parcel, retryUpload, useUploads } from '../../lib/memory/uploads.ts'
import { sayBytes } from '../../lib/say-bytes.ts'

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
  if (parcels.length === 0) return null
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
      </Stack>
    </Stack>
  )
}

function Row({ parcel: { id, name, bytes, sent, status, error } }: { parcel: Parcel }) {
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
          <Progress.Root size="xs" value={status === 'waiting' ? 0 : Math.min(sent, bytes)} max={Math.max(1, bytes)}>
            <Progress.Track>
              <Progress.Range />
            </Progress.Track>
            <Progress.Label srOnly>Upload of {name}</Progress.Label>
          </Progress.Root>
        )}
      </Stack>
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

'use client'
import { Flex, HStack, Icon, Skeleton, Stack, Text } from '@chakra-ui/react'
import { CircleAlert, Download, FileStack, RotateCw, Trash2 } from 'lucide-react'
import { useMayWrite } from '../../lib/may.ts'
import { usePlace } from '../../lib/me.ts'
import { useReadAgain } from '../../lib/memory/files.ts'
import type { StoredFile } from '../../lib/records.ts'
import { sayBytes } from '../../lib/say-bytes.ts'
import { MoreMenu } from '../more-menu.tsx'
import { When } from '../when.tsx'
import { KindIcon } from './kind-icon.tsx'

/** What hold files themselves. */
const holdsFiles = /zip|rfc822|mbox/

interface Props {
  file: StoredFile
  /** Its name without the folder that is open. */
  name: string
  onOpen: () => void
  onInside: () => void
  onDelete: (() => void) | undefined
}

/** One file: how far reading it has come, why it failed, and what can be done with it. */
export function FileRow({ file, name, onOpen, onInside, onDelete }: Props) {
  const { locale } = usePlace()
  const mayWrite = useMayWrite()
  const again = useReadAgain()
  const inside = holdsFiles.test(file.mediaType)
  const failed = file.status === 'failed'
  return (
    <HStack
      as="li"
      data-row
      gap="2"
      minH="row"
      mx="-2"
      px="2"
      borderRadius="control"
      _hover={{ bg: 'bg.muted' }}
      _focusWithin={{ bg: 'bg.muted' }}
    >
      <Flex
        as="button"
        data-item
        onClick={onOpen}
        flex="1"
        minW="0"
        minH="row"
        py="1"
        gap="3"
        align="center"
        textAlign="start"
        cursor="pointer"
        borderRadius="control"
        focusRing="inside"
      >
        <KindIcon uri={file.uri} mediaType={file.mediaType} />
        <Stack gap="0" flex="1" minW="0">
          <Text truncate title={name}>
            {name}
          </Text>
          {failed && file.error && (
            <Text fontSize="xs" color="fg.error" lineClamp="2" title={file.error}>
              {file.error}
            </Text>
          )}
        </Stack>
        <HStack gap="4" fontSize="xs" color="fg.muted" flexShrink="0">
          <FileStatus file={file} />
          <Text hideBelow="md" w="16" textAlign="end" fontVariantNumeric="tabular-nums">
            {file.size > 0 ? sayBytes(file.size, locale) : ''}
          </Text>
          <When value={file.createdAt} ago w="24" textAlign="end" hideBelow="sm" />
        </HStack>
      </Flex>
      <MoreMenu
        of={name}
        choices={[
          ...(file.download
            ? [
                {
                  value: 'download',
                  label: 'Download',
                  icon: Download,
                  run: () => window.location.assign(`/api/files/${encodeURIComponent(file.id)}/content`),
                },
              ]
            : []),
          ...(inside ? [{ value: 'inside', label: 'Files in it', icon: FileStack, run: onInside }] : []),
          ...(mayWrite && (failed || file.status === 'ready')
            ? [{ value: 'again', label: failed ? 'Try again' : 'Read again', icon: RotateCw, run: () => again.mutate(file) }]
            : []),
          ...(mayWrite && onDelete ? [{ value: 'delete', label: 'Delete', icon: Trash2, removes: true, run: onDelete }] : []),
        ]}
      />
    </HStack>
  )
}

const words = { queued: 'Waiting', processing: 'Reading', failed: 'Not read' }

function FileStatus({ file: { status, passages } }: { file: StoredFile }) {
  if (status === 'ready')
    return (
      <Text title="In how many passages it can be found" whiteSpace="nowrap">
        {passages === 1 ? '1 passage' : `${passages.toLocaleString()} passages`}
      </Text>
    )
  if (status === 'processing')
    return (
      <HStack gap="2">
        <Skeleton boxSize="2" borderRadius="full" />
        <Text>{words.processing}</Text>
      </HStack>
    )
  return (
    <HStack gap="1" color={status === 'failed' ? 'fg.error' : undefined}>
      {status === 'failed' && (
        <Icon asChild boxSize="3">
          <CircleAlert aria-hidden />
        </Icon>
      )}
      <Text>{words[status]}</Text>
    </HStack>
  )
}

'use client'
import { Badge, Box, Button, HStack, Icon, Stack, Text } from '@chakra-ui/react'
import { Files, FolderSync, Globe, HardDriveUpload, Library, type LucideIcon, Pause, Pencil, Play, RefreshCw, Trash2 } from 'lucide-react'
import { useMayWrite } from '../../lib/may.ts'
import { isUnderWay } from '../../lib/memory/files.ts'
import type { useSourceActions } from '../../lib/memory/sources.ts'
import type { MemoryJob, MemorySource } from '../../lib/records.ts'
import { MoreMenu } from '../more-menu.tsx'
import { When } from '../when.tsx'
import { JobBar } from './job-bar.tsx'

const signs: Record<string, LucideIcon> = { folder: FolderSync, web: Globe, upload: HardDriveUpload }

interface Props {
  source: MemorySource
  /** Its comparison, as it goes on. */
  job: MemoryJob | undefined
  actions: ReturnType<typeof useSourceActions>
  onShow: (status?: string) => void
  onRename: () => void
  onDelete: () => void
}

/** One source: how it is getting on, what it holds, and what can be done with it. */
export function SourceRow({ source, job, actions, onShow, onRename, onDelete }: Props) {
  const mayWrite = useMayWrite()
  const { name, type, location, status, error, builtIn, documents, syncedAt } = source
  const Sign = signs[type] ?? Library
  const paused = status === 'paused'
  const waiting = documents.queued + documents.processing
  // Uploaded files come by themselves: there is nothing to compare.
  const compared = type !== 'upload'
  return (
    <Stack as="li" data-row gap="2" py="3" borderBottomWidth="1px">
      <HStack gap="3" align="start">
        <Icon asChild boxSize="4" color="fg.subtle" mt="0.5" flexShrink="0">
          <Sign aria-hidden />
        </Icon>
        <Stack gap="0" flex="1" minW="0">
          <HStack gap="2" minW="0">
            <Text truncate fontWeight="medium" title={name}>
              {name}
            </Text>
            {paused && <Badge size="sm">Paused</Badge>}
          </HStack>
          {location && location !== name && (
            <Text truncate fontSize="xs" color="fg.muted" title={location}>
              {location}
            </Text>
          )}
          <HStack gap="2" fontSize="xs" color="fg.muted" wrap="wrap">
            <Text>{documents.ready === 1 ? '1 document' : `${documents.ready.toLocaleString()} documents`}</Text>
            {waiting > 0 && <Text>{waiting.toLocaleString()} waiting</Text>}
            {documents.failed > 0 && (
              <Button
                size="xs"
                variant="plain"
                h="auto"
                px="0"
                minW="0"
                fontWeight="normal"
                color="fg.error"
                onClick={() => onShow('failed')}
              >
                {documents.failed.toLocaleString()} could not be read
              </Button>
            )}
            {compared && syncedAt && (
              <Text>
                compared <When value={syncedAt} ago />
              </Text>
            )}
          </HStack>
          {status === 'failed' && error && (
            <Text fontSize="xs" color="fg.error" role="alert">
              {error}
            </Text>
          )}
        </Stack>
        <MoreMenu
          of={name}
          choices={[
            { value: 'documents', label: 'Its documents', icon: Files, run: () => onShow() },
            ...(mayWrite && compared && !paused
              ? [{ value: 'sync', label: 'Compare now', icon: RefreshCw, run: () => actions.sync.mutate(source) }]
              : []),
            ...(mayWrite
              ? [
                  {
                    value: 'pause',
                    label: paused ? 'Resume' : 'Pause',
                    icon: paused ? Play : Pause,
                    run: () => actions.pause.mutate({ source, paused: !paused }),
                  },
                ]
              : []),
            ...(mayWrite && !builtIn ? [{ value: 'rename', label: 'Rename', icon: Pencil, run: onRename }] : []),
            ...(mayWrite && !builtIn ? [{ value: 'delete', label: 'Delete', icon: Trash2, removes: true, run: onDelete }] : []),
          ]}
        />
      </HStack>
      {job && isUnderWay(job) && (
        <Box ps="7">
          <JobBar job={job} />
        </Box>
      )}
    </Stack>
  )
}

'use client'
import { Alert, Breadcrumb, Button, Flex, HStack, Icon, Stack, Text } from '@chakra-ui/react'
import { Files, Folder } from 'lucide-react'
import { Fragment, useState } from 'react'
import { useMayWrite } from '../../lib/may.ts'
import { type FileFilter, isFlat, useDeleteFile, useFiles, useFolders, useReadFailedAgain } from '../../lib/memory/files.ts'
import { useSources } from '../../lib/memory/sources.ts'
import { useFile } from '../../lib/memory/text-of.ts'
import type { FileFolder, MemorySource, StoredFile } from '../../lib/records.ts'
import { useRowKeys } from '../../lib/row-keys.ts'
import { AsyncList } from '../async-list.tsx'
import { Empty } from '../empty.tsx'
import { copies, DeleteQuestion } from './delete-question.tsx'
import { FileRow } from './file-row.tsx'

interface Props {
  filter: FileFilter
  onFilter: (change: Partial<FileFilter>) => void
  onOpen: (file: StoredFile) => void
}

/** The files of a folder and the folders in it; or what was narrowed down to, wherever it lies. */
export function FilesView({ filter, onFilter, onOpen }: Props) {
  const flat = isFlat(filter)
  const files = useFiles(filter)
  const folders = useFolders(filter.folder, !flat)
  const [deleting, setDeleting] = useState<StoredFile>()
  const remove = useDeleteFile()
  const mayWrite = useMayWrite()
  const onKeyDown = useRowKeys()
  const uploads = !filter.source
  const sources = useSources()
  const source = sources.data?.find(({ id, type }) => (uploads ? type === 'upload' : id === filter.source))
  const inFolder = flat ? [] : (folders.data ?? [])
  return (
    <Stack gap="3" onKeyDown={onKeyDown}>
      <Path filter={filter} source={source?.name} onFilter={onFilter} />
      {!filter.parent && (
        <FailedBar source={source} onShow={filter.status === 'failed' ? undefined : () => onFilter({ status: 'failed', folder: '' })} />
      )}
      {inFolder.length > 0 && (
        <Stack as="ul" gap="0" listStyleType="none" aria-label="Folders">
          {inFolder.map(folder => (
            <FolderRow key={folder.path} folder={folder} onOpen={() => onFilter({ folder: folder.path })} />
          ))}
        </Stack>
      )}
      <AsyncList
        query={files}
        label="Files"
        empty={
          inFolder.length > 0 || (folders.isPending && !flat) ? null : flat ? (
            <Empty icon={Files} title="None found">
              {filter.status === 'failed' ? 'Everything could be read.' : 'No document is like that.'}
            </Empty>
          ) : (
            <Empty icon={Files} title={filter.folder ? 'This folder is empty' : 'No files yet'}>
              {mayWrite && 'Drop files or whole folders here: ATOM reads them, and finds and answers from what they say.'}
            </Empty>
          )
        }
        item={file => (
          <FileRow
            file={file}
            name={flat ? file.name : file.name.slice(file.name.lastIndexOf('/') + 1)}
            onOpen={() => onOpen(file)}
            onInside={() => onFilter({ parent: file.id, folder: '' })}
            onDelete={uploads && !file.parent ? () => setDeleting(file) : undefined}
          />
        )}
      />
      <DeleteQuestion
        open={deleting !== undefined}
        title="Delete this file?"
        onDelete={() => deleting && remove.mutate(deleting)}
        onClose={() => setDeleting(undefined)}
      >
        “{deleting?.name}” will be gone for good: its content, its text and what is found of it, with the files in it. {copies}
      </DeleteQuestion>
    </Stack>
  )
}

/** Where the list is: the folders above it, or what it is narrowed to, with the way back. */
function Path({ filter, source, onFilter }: Pick<Props, 'filter' | 'onFilter'> & { source: string | undefined }) {
  const parent = useFile(filter.parent)
  const steps = filter.parent ? [parent.data?.name ?? '…'] : filter.source ? [source ?? '…'] : filter.folder ? filter.folder.split('/') : []
  if (steps.length === 0) return null
  const to = (at: number) => (filter.folder ? { folder: filter.folder.split('/').slice(0, at).join('/') } : { parent: '', source: '' })
  return (
    <Breadcrumb.Root size="sm">
      <Breadcrumb.List flexWrap="wrap">
        <Breadcrumb.Item>
          <Button size="xs" variant="ghost" px="1" color="fg.muted" onClick={() => onFilter(to(0))}>
            Files
          </Button>
        </Breadcrumb.Item>
        {steps.map((step, at) => (
          <Fragment key={`${at} ${step}`}>
            <Breadcrumb.Separator />
            <Breadcrumb.Item>
              {at === steps.length - 1 ? (
                <Breadcrumb.CurrentLink truncate maxW="64">
                  {step}
                </Breadcrumb.CurrentLink>
              ) : (
                <Button size="xs" variant="ghost" px="1" color="fg.muted" onClick={() => onFilter(to(at + 1))}>
                  {step}
                </Button>
              )}
            </Breadcrumb.Item>
          </Fragment>
        ))}
      </Breadcrumb.List>
    </Breadcrumb.Root>
  )
}

/** Says that something of a source could not be read, wherever it lies. */
function FailedBar({ source, onShow }: { source: MemorySource | undefined; onShow: (() => void) | undefined }) {
  const again = useReadFailedAgain()
  const mayWrite = useMayWrite()
  const failed = source?.documents.failed ?? 0
  if (!source || failed === 0) return null
  return (
    <Alert.Root status="warning" size="sm" borderRadius="control" alignItems="center">
      <Alert.Indicator />
      <Alert.Title flex="1">
        {failed === 1 ? 'One document could not be read.' : `${failed.toLocaleString()} documents could not be read.`}
      </Alert.Title>
      {onShow && (
        <Button size="xs" variant="ghost" onClick={onShow}>
          {failed === 1 ? 'Show it' : 'Show them'}
        </Button>
      )}
      {mayWrite && (
        <Button size="xs" variant="outline" loading={again.isPending} onClick={() => again.mutate(source.id)}>
          {failed === 1 ? 'Try again' : 'Try all again'}
        </Button>
      )}
    </Alert.Root>
  )
}

function FolderRow({ folder, onOpen }: { folder: FileFolder; onOpen: () => void }) {
  return (
    <Flex as="li" data-row mx="-2">
      <Flex
        as="button"
        data-item
        onClick={onOpen}
        flex="1"
        minW="0"
        minH="row"
        px="2"
        gap="3"
        align="center"
        textAlign="start"
        cursor="pointer"
        borderRadius="control"
        focusRing="inside"
        _hover={{ bg: 'bg.muted' }}
      >
        <Icon asChild boxSize="4" color="fg.subtle">
          <Folder aria-hidden />
        </Icon>
        <Text truncate flex="1" fontWeight="medium" title={folder.name}>
          {folder.name}
        </Text>
        <HStack fontSize="xs" color="fg.muted">
          {folder.files === 1 ? '1 file' : `${folder.files.toLocaleString()} files`}
        </HStack>
      </Flex>
    </Flex>
  )
}

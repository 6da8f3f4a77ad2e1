'use client'
import { Alert, Button, HStack, IconButton, SegmentGroup, Stack, Text } from '@chakra-ui/react'
import { FolderUp, Plus, Upload } from 'lucide-react'
import { useRef, useState } from 'react'
import { DropFiles } from '../../../components/automations/drop-files.tsx'
import { SearchBox } from '../../../components/fields/search-box.tsx'
import { AddSource } from '../../../components/memory/add-source.tsx'
import { FileInput } from '../../../components/memory/file-input.tsx'
import { FilesView } from '../../../components/memory/files-view.tsx'
import { JobBar } from '../../../components/memory/job-bar.tsx'
import { PassagePanel } from '../../../components/memory/passage-panel.tsx'
import { SourcesView } from '../../../components/memory/sources-view.tsx'
import { StatusFilter } from '../../../components/memory/status-filter.tsx'
import { UploadList } from '../../../components/memory/upload-list.tsx'
import { Page } from '../../../components/page.tsx'
import { Writes } from '../../../components/writes.tsx'
import { useMayWrite } from '../../../lib/may.ts'
import { usePlace } from '../../../lib/me.ts'
import { type ChosenFile, droppedFiles } from '../../../lib/memory/dropped-files.ts'
import { type FileFilter, isUnderWay, useMemoryJobs } from '../../../lib/memory/files.ts'
import { useMemoryUsage } from '../../../lib/memory/search.ts'
import { upload } from '../../../lib/memory/uploads.ts'
import type { MemoryUsage } from '../../../lib/records.ts'
import { sayBytes } from '../../../lib/say-bytes.ts'
import { useShortcut } from '../../../lib/shortcuts.ts'
import { useTitle } from '../../../lib/title.ts'
import { useSettled } from '../../../lib/understand.ts'
import { useUrlState } from '../../../lib/url-state.ts'

const views = [
  { value: 'files', label: 'Files' },
  { value: 'sources', label: 'Sources' },
]

export default function FilesPage() {
  useTitle('Files')
  const { get, set } = useUrlState()
  const { locale } = usePlace()
  const words = useSettled(get('q').trim(), 200)
  const showsSources = get('view') === 'sources'
  const filter: FileFilter = { folder: get('folder'), status: get('status'), source: get('source'), parent: get('parent'), q: words }
  const usage = useMemoryUsage()
  const jobs = useMemoryJobs(usage.data?.on === true)
  const mayWrite = useMayWrite()
  const [adding, setAdding] = useState(false)
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const begin = () => (showsSources ? setAdding(true) : files.current?.click())
  useShortcut('n', showsSources ? 'Add a source' : 'Upload files', begin, { enabled: mayWrite })
  useShortcut('/', 'Search files by name', () => search.current?.focus(), { enabled: !showsSources })

  const take = (chosen: ChosenFile[]) => {
    const largest = usage.data?.largestFile ?? Number.POSITIVE_INFINITY
    upload(chosen, get('folder'), largest, () => `It is larger than the ${sayBytes(largest, locale)} a file may have here.`)
  }
  const reading = jobs.data?.find(job => job.kind === 'index' && isUnderWay(job))

  return (
    <Page
      title="Files"
      action={
        <Writes>
          {showsSources ? (
            <Button size="sm" onClick={begin}>
              <Plus size={16} aria-hidden /> Add source
            </Button>
          ) : (
            <HStack gap="1">
              <IconButton
                size="sm"
                variant="ghost"
                color="fg.muted"
                aria-label="Upload a folder"
                title="Upload a folder"
                onClick={() => folder.current?.click()}
              >
                <FolderUp size={16} />
              </IconButton>
              <Button size="sm" onClick={begin}>
                <Upload size={16} aria-hidden /> Upload
              </Button>
              <FileInput inputRef={files} label="Files to upload" onFiles={take} />
              <FileInput inputRef={folder} label="Folder to upload" folder onFiles={take} />
            </HStack>
          )}
        </Writes>
      }
      tools={
        <HStack wrap="wrap" gap="2">
          <SegmentGroup.Root
            size="sm"
            value={showsSources ? 'sources' : 'files'}
            onValueChange={({ value }) => set({ view: value === 'sources' ? 'sources' : undefined })}
            aria-label="What to show"
          >
            <SegmentGroup.Indicator />
            <SegmentGroup.Items items={views} />
          </SegmentGroup.Root>
          {!showsSources && (
            <>
              <StatusFilter value={filter.status} onChange={status => set({ status })} />
              <SearchBox
                label="Search files by name"
                inputRef={search}
                defaultValue={get('q')}
                onWords={q => set({ q })}
                box={{ flex: '1', minW: '40', maxW: { sm: '64' }, ms: { sm: 'auto' } }}
              />
            </>
          )}
        </HStack>
      }
    >
      <DropFiles
        say={filter.folder ? `Drop files or folders into ${filter.folder}` : 'Drop files or folders here'}
        disabled={!mayWrite}
        onFiles={(_files, transfer) => void droppedFiles(transfer).then(take)}
      >
        <Stack gap="4">
          {usage.data && !usage.data.on && (
            <Alert.Root status="info" size="sm" borderRadius="control">
              <Alert.Indicator />
              <Alert.Title>Memory is turned off here (ATOM_MEMORY=off): files are kept, and read when it is on.</Alert.Title>
            </Alert.Root>
          )}
          <UploadList />
          {usage.data?.on && reading && <JobBar job={reading} />}
          {showsSources ? (
            <SourcesView
              jobs={(usage.data?.on && jobs.data) || []}
              onShow={(source, status) =>
                set({ view: undefined, folder: undefined, parent: undefined, q: undefined, source, status }, { push: true })
              }
            />
          ) : (
            <FilesView
              filter={filter}
              onFilter={change => set({ ...change }, { push: true })}
              onOpen={({ id }) => set({ id }, { push: true })}
            />
          )}
          {usage.data && <Used usage={usage.data} locale={locale} />}
        </Stack>
      </DropFiles>
      <PassagePanel
        id={get('id')}
        place={get('end') ? { start: Number(get('start')) || 0, end: Number(get('end')) || 0 } : undefined}
        onShow={({ documentId, start, end }) => set({ id: documentId, start: String(start), end: String(end) }, { push: true })}
        onClose={() => set({ id: undefined, start: undefined, end: undefined })}
      />
      <AddSource open={adding} onClose={() => setAdding(false)} />
    </Page>
  )
}

/** What memory holds, and what files take of the room there is. */
function Used({ usage: { files, fileBytes, mostBytes, documents }, locale }: { usage: MemoryUsage; locale: string }) {
  const room = mostBytes === undefined ? '' : ` of ${sayBytes(mostBytes, locale)}`
  return (
    <Text fontSize="xs" color="fg.muted" pt="2">
      {files === 1 ? '1 file takes' : `${files.toLocaleString()} files take`} {sayBytes(fileBytes, locale)}
      {room}. {documents.ready.toLocaleString()} documents can be found, records of ATOM’s own among them.
    </Text>
  )
}

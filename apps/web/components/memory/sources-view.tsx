'use client'
import { Stack } from '@chakra-ui/react'
import { Library } from 'lucide-react'
import { useState } from 'react'
import { useSourceActions, useSources } from '../../lib/memory/sources.ts'
import type { MemoryJob, MemorySource } from '../../lib/records.ts'
import { useRowKeys } from '../../lib/row-keys.ts'
import { SkeletonRows } from '../async-list.tsx'
import { Empty } from '../empty.tsx'
import { Problem } from '../problem.tsx'
import { RenameDialog } from '../rename-dialog.tsx'
import { copies, DeleteQuestion } from './delete-question.tsx'
import { SourceRow } from './source-row.tsx'

interface Props {
  jobs: MemoryJob[]
  onShow: (source: string, status?: string) => void
}

/** Where documents come from: what people added, then what is there by itself. */
export function SourcesView({ jobs, onShow }: Props) {
  const sources = useSources()
  const actions = useSourceActions()
  const [deleting, setDeleting] = useState<MemorySource>()
  const [renaming, setRenaming] = useState<MemorySource>()
  const onKeyDown = useRowKeys()
  if (sources.isPending) return <SkeletonRows rows={5} label="Sources" />
  if (sources.isError && !sources.data) return <Problem error={sources.error} onRetry={() => sources.refetch()} />
  const items = [...sources.data].sort((a, b) => Number(a.builtIn) - Number(b.builtIn))
  if (items.length === 0)
    return (
      <Empty icon={Library} title="Nothing is read yet">
        Add a folder or a web page, or upload files. ATOM’s own tasks, notes and meetings are read by themselves.
      </Empty>
    )
  return (
    <>
      <Stack as="ul" gap="0" listStyleType="none" aria-label="Sources" onKeyDown={onKeyDown}>
        {items.map(source => (
          <SourceRow
            key={source.id}
            source={source}
            job={jobs.find(job => job.source === source.id)}
            actions={actions}
            onShow={status => onShow(source.id, status)}
            onRename={() => setRenaming(source)}
            onDelete={() => setDeleting(source)}
          />
        ))}
      </Stack>
      <RenameDialog
        open={renaming !== undefined}
        title="Rename the source"
        label="Name"
        name={renaming?.name}
        onRename={name => renaming && actions.rename.mutate({ source: renaming, name })}
        onClose={() => setRenaming(undefined)}
      />
      <DeleteQuestion
        open={deleting !== undefined}
        title="Delete this source?"
        onDelete={() => deleting && actions.remove.mutate(deleting)}
        onClose={() => setDeleting(undefined)}
      >
        “{deleting?.name}” and everything that was read from it are forgotten. What lies at the source itself stays there.
        {copies}
      </DeleteQuestion>
    </>
  )
}

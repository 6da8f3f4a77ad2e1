'use client'
import { Button, HStack, IconButton, Stack } from '@chakra-ui/react'
import { FileUp, ListTree, Plus, Workflow } from 'lucide-react'
import NextLink from 'next/link'
import { useRef, useState } from 'react'
import { AsyncList } from '../../../components/async-list.tsx'
import { AutomationRow } from '../../../components/automations/automation-row.tsx'
import { DropFiles } from '../../../components/automations/drop-files.tsx'
import { ImportDialog } from '../../../components/automations/import-dialog.tsx'
import { NewAutomation } from '../../../components/automations/new-automation.tsx'
import { NoAutomations } from '../../../components/automations/no-automations.tsx'
import { Empty } from '../../../components/empty.tsx'
import { SearchBox } from '../../../components/fields/search-box.tsx'
import { Page } from '../../../components/page.tsx'
import { Writes } from '../../../components/writes.tsx'
import type { WorkflowSummary } from '../../../lib/automations/queries.ts'
import { useMayWrite } from '../../../lib/may.ts'
import { usePages } from '../../../lib/pages.ts'
import { useRowKeys } from '../../../lib/row-keys.ts'
import { useShortcut } from '../../../lib/shortcuts.ts'
import { useTitle } from '../../../lib/title.ts'
import { useSettled } from '../../../lib/understand.ts'
import { useUrlState } from '../../../lib/url-state.ts'

export default function AutomationsPage() {
  useTitle('Automations')
  const { get, set } = useUrlState()
  const words = get('q')
  const settled = useSettled(words.trim(), 200)
  const list = usePages<WorkflowSummary>(['workflows', 'list'], '/api/workflows', { query: settled || undefined })
  const [making, setMaking] = useState(false)
  /** Files to take; none yet where the dialog is only open. */
  const [importing, setImporting] = useState<File[]>()
  const search = useRef<HTMLInputElement>(null)
  const onKeyDown = useRowKeys()
  const mayWrite = useMayWrite()
  useShortcut('n', 'New automation', () => setMaking(true), { enabled: mayWrite })
  useShortcut('/', 'Search automations', () => search.current?.focus())
  const nothing = list.data?.pages[0]?.items.length === 0 && !settled

  return (
    <Page
      title="Automations"
      action={
        <Writes>
          <HStack gap="1">
            <IconButton size="sm" variant="ghost" color="fg.muted" aria-label="Import" title="Import" onClick={() => setImporting([])}>
              <FileUp size={16} />
            </IconButton>
            <Button size="sm" onClick={() => setMaking(true)}>
              <Plus size={16} aria-hidden /> New automation
            </Button>
          </HStack>
        </Writes>
      }
      tools={
        !nothing && (
          <HStack justify="space-between">
            <SearchBox label="Search automations" inputRef={search} defaultValue={words} onWords={q => set({ q })} box={{ maxW: '64' }} />
            <Button asChild size="sm" variant="ghost" color="fg.muted">
              <NextLink href="/automations/runs">
                <ListTree size={14} aria-hidden /> All runs
              </NextLink>
            </Button>
          </HStack>
        )
      }
    >
      <DropFiles say="Drop exported automations here" disabled={!mayWrite} onFiles={setImporting}>
        <Stack onKeyDown={onKeyDown} gap="0">
          <AsyncList
            query={list}
            label="Automations"
            empty={
              settled ? (
                <Empty icon={Workflow} title="No automation of that name">
                  Try fewer words.
                </Empty>
              ) : (
                <NoAutomations onNew={() => setMaking(true)} />
              )
            }
            item={one => <AutomationRow automation={one} />}
          />
        </Stack>
      </DropFiles>
      <ImportDialog files={importing} onClose={() => setImporting(undefined)} />
      <NewAutomation open={making} onClose={() => setMaking(false)} />
    </Page>
  )
}

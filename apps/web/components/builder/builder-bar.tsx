'use client'
import { Button, HStack, IconButton, Spacer, Switch, Wrap } from '@chakra-ui/react'
import { ArrowLeft, Download, FileClock, LayoutGrid, ListTree, Play, Plus, Redo2, Settings2, StickyNote, Undo2, X } from 'lucide-react'
import NextLink from 'next/link'
import { useRouter } from 'next/navigation'
import { useBuilder, useBuilderStore } from '../../lib/automations/builder-store.ts'
import { addNote, gapBehind, tidyUp } from '../../lib/automations/edit.ts'
import { downloadWorkflow } from '../../lib/automations/files.ts'
import type { Run, WorkflowWithGraph } from '../../lib/automations/queries.ts'
import { runLink, useEnableWorkflow } from '../../lib/automations/steer.ts'
import type { Saving } from '../../lib/automations/use-draft.ts'
import { MoreMenu } from '../more-menu.tsx'
import { RunStatus } from '../runs/run-status.tsx'
import { Writes } from '../writes.tsx'
import { NameField } from './name-field.tsx'
import { PublishButton } from './publish-button.tsx'
import { SaveState } from './save-state.tsx'

interface Props {
  workflow: WorkflowWithGraph
  saving: Saving
  settled: () => Promise<boolean>
  /** The run that is drawn. */
  run: Run | undefined
  onHideRun: () => void
  onTry: () => void
  onVersions: () => void
  onSettings: () => void
  onShow: (id: string) => void
}

/** What stands above the canvas: the name, the state, and what can be done with the whole. */
export function BuilderBar({ workflow, saving, settled, run, onHideRun, onTry, onVersions, onSettings, onShow }: Props) {
  const store = useBuilderStore()
  const router = useRouter()
  const enable = useEnableWorkflow()
  const canUndo = useBuilder(() => store.canUndo)
  const canRedo = useBuilder(() => store.canRedo)
  const inside = useBuilder(({ path }) => path.length > 0)
  const selected = useBuilder(state => state.selected[0])
  const { readOnly } = store
  // The file holds what the server has.
  const exported = async () => {
    if (await settled()) await downloadWorkflow(workflow.id)
  }
  return (
    <Wrap gap="2" align="center" px={{ base: '3', md: '4' }} py="2" borderBottomWidth="1px" bg="bg.panel" flexShrink="0">
      <IconButton asChild size="sm" variant="ghost" aria-label="All automations">
        <NextLink href="/automations">
          <ArrowLeft size={16} />
        </NextLink>
      </IconButton>
      <NameField workflow={workflow} />
      {!readOnly && <SaveState saving={saving} />}
      <Spacer />
      <HStack gap="0">
        {!readOnly && (
          <>
            <IconButton size="sm" variant="ghost" aria-label="Undo" title="Undo (Ctrl Z)" disabled={!canUndo} onClick={() => store.undo()}>
              <Undo2 size={16} />
            </IconButton>
            <IconButton size="sm" variant="ghost" aria-label="Redo" title="Redo (Ctrl Y)" disabled={!canRedo} onClick={() => store.redo()}>
              <Redo2 size={16} />
            </IconButton>
            <IconButton
              size="sm"
              variant="ghost"
              aria-label="Add a step"
              title="Add a step (N)"
              onClick={() => store.setGap(gapBehind(store, selected))}
            >
              <Plus size={16} />
            </IconButton>
            <IconButton
              size="sm"
              variant="ghost"
              aria-label="Add a note"
              title="Add a note"
              hideBelow="md"
              disabled={inside}
              onClick={() => addNote(store, { x: -320, y: 0 })}
            >
              <StickyNote size={16} />
            </IconButton>
            <IconButton size="sm" variant="ghost" aria-label="Tidy up" title="Tidy up" hideBelow="md" onClick={() => tidyUp(store)}>
              <LayoutGrid size={16} />
            </IconButton>
          </>
        )}
        {/* They stand in the menu too; beside a run there is no room for them. */}
        {!run && (
          <>
            <IconButton size="sm" variant="ghost" aria-label="Versions" title="Versions" hideBelow="md" onClick={onVersions}>
              <FileClock size={16} />
            </IconButton>
            <IconButton asChild size="sm" variant="ghost" aria-label="Its runs" title="Its runs" hideBelow="md">
              <NextLink href={`/automations/runs?workflow=${workflow.id}`}>
                <ListTree size={16} />
              </NextLink>
            </IconButton>
            <IconButton
              size="sm"
              variant="ghost"
              aria-label="Settings of this automation"
              title="Settings"
              hideBelow="md"
              onClick={onSettings}
            >
              <Settings2 size={16} />
            </IconButton>
          </>
        )}
        <MoreMenu
          of={workflow.name}
          choices={[
            { value: 'settings', label: 'Settings', icon: Settings2, run: onSettings },
            { value: 'versions', label: 'Versions', icon: FileClock, run: onVersions },
            { value: 'runs', label: 'Its runs', icon: ListTree, run: () => router.push(`/automations/runs?workflow=${workflow.id}`) },
            { value: 'export', label: 'Export as a file', icon: Download, run: exported },
          ]}
        />
      </HStack>
      {run && (
        <HStack gap="1">
          <Button asChild size="sm" variant="ghost">
            <NextLink href={runLink(run.id)} aria-label="Look at this run">
              <RunStatus status={run.status} />
            </NextLink>
          </Button>
          <IconButton size="xs" variant="ghost" aria-label="Hide the run" onClick={onHideRun}>
            <X size={14} />
          </IconButton>
        </HStack>
      )}
      {workflow.published && (
        <Switch.Root
          size="sm"
          colorPalette="accent"
          checked={workflow.enabled}
          disabled={readOnly}
          onCheckedChange={({ checked }) => enable.mutate({ one: workflow, enabled: checked })}
        >
          <Switch.HiddenInput aria-label="Live" />
          <Switch.Control />
          <Switch.Label hideBelow="md">{workflow.enabled ? 'Live' : 'Paused'}</Switch.Label>
        </Switch.Root>
      )}
      <Writes>
        <Button size="sm" variant="outline" onClick={onTry}>
          <Play size={14} aria-hidden /> Try
        </Button>
        <PublishButton workflow={workflow} settled={settled} onShow={onShow} />
      </Writes>
    </Wrap>
  )
}

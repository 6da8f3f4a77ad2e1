'use client'
import { Box, Flex, useBreakpointValue } from '@chakra-ui/react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { BuilderContext, BuilderStore, useBuilder } from '../../lib/automations/builder-store.ts'
import { levelAt, triggerId } from '../../lib/automations/graph.ts'
import { nodeRuns, portsTaken } from '../../lib/automations/node-runs.ts'
import { useLastRunId, useRun, type WorkflowWithGraph } from '../../lib/automations/queries.ts'
import type { Kinds } from '../../lib/automations/step-kinds.ts'
import { useDraft } from '../../lib/automations/use-draft.ts'
import { usePins } from '../../lib/automations/use-pins.ts'
import { useMayWrite } from '../../lib/may.ts'
import { useMe } from '../../lib/me.ts'
import { PanelFrame } from '../panel-frame.tsx'
import { BuilderBar } from './builder-bar.tsx'
import { Canvas } from './canvas.tsx'
import { ConflictBar } from './conflict-bar.tsx'
import { EmptyLevel } from './empty-level.tsx'
import { LevelPath } from './level-path.tsx'
import { SettingsPanel } from './settings-panel.tsx'
import { StepList } from './step-list.tsx'
import { StepPanel, useShowStep } from './step-panel.tsx'
import { StepPicker } from './step-picker.tsx'
import { TryDialog } from './try-dialog.tsx'
import { useBuilderKeys } from './use-builder-keys.ts'
import { VersionsPanel } from './versions-panel.tsx'

const findingsOf = ({ problems, warnings }: WorkflowWithGraph) => ({ problems, warnings })

/** Draws an automation and lets it be changed. */
export function Builder({ workflow, kinds }: { workflow: WorkflowWithGraph; kinds: Kinds }) {
  const mayWrite = useMayWrite()
  const [store] = useState(() => new BuilderStore(workflow.graph, kinds, { ...findingsOf(workflow), readOnly: !mayWrite }))
  return (
    <BuilderContext value={store}>
      <Workbench store={store} workflow={workflow} />
    </BuilderContext>
  )
}

function Workbench({ store, workflow }: { store: BuilderStore; workflow: WorkflowWithGraph }) {
  const draft = useDraft(store, workflow)
  const edges = useRef<ReadonlySet<string>>(new Set())
  const [trying, setTrying] = useState(false)
  const [versions, setVersions] = useState(false)
  const [settings, setSettings] = useState(false)
  const show = useShowStep()
  const wide = useBreakpointValue({ base: false, md: true }, { ssr: false }) ?? true
  useBuilderKeys(store, edges)
  usePins(store, useMe().data?.id, workflow.id)

  // The run that is drawn: the one tried here, else nothing; its values help with expressions all the same.
  const [tried, setTried] = useState('')
  const last = useLastRunId(workflow.id).data ?? ''
  const shown = tried || last
  const { run, steps, event } = useRun(shown)
  const rows = steps.data
  const lastRun = useMemo(() => (shown && rows ? { id: shown, steps: rows, event } : undefined), [shown, rows, event])
  useEffect(() => {
    if (tried && rows) store.setRuns(nodeRuns(rows), portsTaken(rows))
  }, [store, tried, rows])

  const selected = useBuilder(state => (state.selected.length === 1 ? state.selected[0] : undefined))
  const isStep = useBuilder(({ graph, path }) => selected === triggerId || levelAt(graph, path).nodes.some(node => node.id === selected))
  const open = useCallback(
    (id: string) => {
      const { graph, path } = store.get()
      const inner = levelAt(graph, path).nodes.find(node => node.id === id)?.graph
      if (!inner) return
      store.open([...path, id])
      // Whoever opens what is empty wants to fill it.
      if (inner.nodes.length === 0) store.setGap({ free: true })
    },
    [store],
  )
  const onEdges = useCallback((chosen: ReadonlySet<string>) => {
    edges.current = chosen
  }, [])
  // Back outside, the step one was in is chosen; where its panel would cover everything, nothing is.
  const openPath = useCallback(
    (path: readonly string[]) => store.open(path, wide ? store.get().path.slice(path.length, path.length + 1) : []),
    [store, wide],
  )
  const close = () => store.select([])
  const hookBase = `${workflow.webhookUrl ? workflow.webhookUrl.replace(/(\/hooks\/[^/]+\/).*$/, '$1') : `${location.origin}/hooks/…/`}`
  const panel = selected && isStep && (
    <StepPanel key={selected} workflow={workflow.id} id={selected} lastRun={lastRun} hookBase={hookBase} onOpen={open} onClose={close} />
  )
  const chosenRun = tried ? run.data : undefined
  // A panel that opens over the page while the picker is still there would count as a part of it, and close with it.
  const [picking, setPicking] = useState(false)
  const gap = useBuilder(state => state.gap)
  if (gap && !picking) setPicking(true)

  return (
    <Flex direction="column" h="full" minH="0">
      <BuilderBar
        workflow={workflow}
        saving={draft.saving}
        settled={draft.settled}
        run={chosenRun}
        onHideRun={() => {
          setTried('')
          store.setRuns(new Map(), new Set())
        }}
        onTry={async () => {
          if (await draft.settled()) setTrying(true)
        }}
        onVersions={() => setVersions(true)}
        onSettings={() => setSettings(true)}
        onShow={show}
      />
      <ConflictBar saving={draft.saving} onTheirs={draft.theirs} onMine={draft.mine} onRetry={draft.settled} />
      <Flex flex="1" minH="0">
        <Box flex="1" minW="0" position="relative" bg="bg.subtle">
          <LevelPath onOpen={openPath} />
          {wide && <EmptyLevel />}
          {wide ? <Canvas onOpen={open} onEdgesSelected={onEdges} /> : <StepList onChoose={id => store.select([id])} />}
        </Box>
        {wide && panel && (
          <Box as="aside" aria-label="Step" w="panel" flexShrink="0" borderStartWidth="1px" bg="bg.panel" h="full" minH="0">
            {panel}
          </Box>
        )}
      </Flex>
      {!wide && (
        <PanelFrame open={Boolean(panel) && !picking} onClose={close} title="Step">
          <Box flex="1" minH="0">
            {panel}
          </Box>
        </PanelFrame>
      )}
      <StepPicker onGone={() => setPicking(false)} />
      <TryDialog open={trying} onClose={() => setTrying(false)} workflow={workflow.id} event={event} onStarted={setTried} />
      <SettingsPanel open={settings} onClose={() => setSettings(false)} workflow={workflow} />
      <VersionsPanel open={versions} onClose={() => setVersions(false)} workflow={workflow} settled={draft.settled} />
    </Flex>
  )
}

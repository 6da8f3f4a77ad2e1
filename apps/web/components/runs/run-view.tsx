'use client'
import { Alert, Box, Button, CloseButton, Flex, Heading, HStack, SegmentGroup, Stack, Text, useBreakpointValue } from '@chakra-ui/react'
import { GitFork } from 'lucide-react'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { BuilderContext, BuilderStore, useBuilder } from '../../lib/automations/builder-store.ts'
import { everyNode, type Graph, levelAt, triggerId } from '../../lib/automations/graph.ts'
import { nodeRuns, passesOf, passOf, portsTaken, subNameOf } from '../../lib/automations/node-runs.ts'
import { isOver, type Run, type RunStep } from '../../lib/automations/queries.ts'
import { type Kinds, stepTitle } from '../../lib/automations/step-kinds.ts'
import { useMayWrite } from '../../lib/may.ts'
import { Canvas } from '../builder/canvas.tsx'
import { LevelPath } from '../builder/level-path.tsx'
import { StepList } from '../builder/step-list.tsx'
import { useShowStep } from '../builder/step-panel.tsx'
import { PanelFrame } from '../panel-frame.tsx'
import { ForkDialog } from './fork-dialog.tsx'
import { JsonView } from './json-view.tsx'
import { OpenInside } from './open-inside.tsx'
import { PassPicker } from './pass-picker.tsx'
import { RunBar } from './run-bar.tsx'
import { StepValues } from './step-values.tsx'
import { Timeline } from './timeline.tsx'

interface Props {
  run: Run
  steps: readonly RunStep[]
  event: unknown
  graph: Graph
  kinds: Kinds
}

/** A run on the drawing of the version it was made with. */
export function RunView({ graph, kinds, ...rest }: Props) {
  const [store] = useState(() => new BuilderStore(graph, kinds, { readOnly: true }))
  return (
    <BuilderContext value={store}>
      <RunOnGraph store={store} {...rest} />
    </BuilderContext>
  )
}

/** The step that can tell most of how it went, for a run that was just opened. */
const tellingStep = (run: Run, steps: readonly RunStep[]) =>
  run.status === 'failed' ? steps.findLast(step => step.status === 'failed' && step.node === (run.error?.node ?? step.node)) : undefined

function RunOnGraph({ store, run, steps, event }: Omit<Props, 'graph' | 'kinds'> & { store: BuilderStore }) {
  const graph = useBuilder(state => state.graph)
  const path = useBuilder(state => state.path)
  const selected = useBuilder(state => (state.selected.length === 1 ? state.selected[0] : undefined))
  const [view, setView] = useState<'graph' | 'timeline'>('graph')
  const [pass, setPass] = useState('')
  const [row, setRow] = useState<number>()
  const [forking, setForking] = useState<RunStep>()
  const show = useShowStep()
  const mayWrite = useMayWrite()
  const wide = useBreakpointValue({ base: false, md: true }, { ssr: false }) ?? true

  const inside = useMemo(() => new Set([...everyNode(levelAt(graph, path))].map(({ node }) => node.id)), [graph, path])
  const depth = path.length
  const parent =
    depth === 0
      ? ''
      : pass
          .split('.')
          .slice(0, depth - 1)
          .join('.')
  const passes = useMemo(() => (depth === 0 ? [] : passesOf(steps, inside, parent)), [steps, inside, depth, parent])
  useEffect(
    () => store.setRuns(nodeRuns(steps, depth === 0 ? '' : pass), portsTaken(steps, depth === 0 ? '' : pass)),
    [store, steps, pass, depth],
  )

  const openPass = (into: readonly string[]) => {
    const level = new Set([...everyNode(levelAt(graph, into))].map(({ node }) => node.id))
    const outer = pass
      .split('.')
      .slice(0, into.length - 1)
      .join('.')
    const found = into.length === 0 ? [] : passesOf(steps, level, outer)
    // The pass that needs a look first.
    setPass((found.find(one => one.status !== 'succeeded') ?? found[0])?.pass ?? '')
  }
  const open = useCallback(
    (id: string) => {
      const next = [...store.get().path, id]
      if (!levelAt(store.get().graph, store.get().path).nodes.find(node => node.id === id)?.graph) return
      openPass(next)
      store.open(next)
    },
    [store, steps, pass],
  )
  const openPath = (next: readonly string[]) => {
    setPass(pass.split('.').slice(0, next.length).join('.'))
    store.open(next, path.slice(next.length, next.length + 1))
  }
  const choose = (step: RunStep) => {
    setRow(step.seq)
    setPass(passOf(step))
    show(step.node)
  }

  // A run that failed opens on what failed.
  const [looked, setLooked] = useState(false)
  useEffect(() => {
    if (looked) return
    const telling = tellingStep(run, steps)
    if (!telling) return
    setLooked(true)
    setPass(passOf(telling))
    setRow(telling.seq)
    if (wide) show(telling.node)
  }, [looked, run, steps, show, wide])

  const attempts = steps.filter(step => step.node === selected && (depth === 0 || passOf(step) === pass))
  const step = attempts.find(one => one.seq === row) ?? attempts.findLast(one => !one.sub)
  const node = levelAt(graph, path).nodes.find(one => one.id === selected)
  const close = () => store.select([])
  const body =
    selected === triggerId ? (
      <Stack gap="1.5">
        <Text fontWeight="medium">event</Text>
        <JsonView value={event} label="event" />
      </Stack>
    ) : (
      <Stack gap="4">
        {attempts.length > 1 && (
          <SegmentGroup.Root size="xs" value={String(step?.seq)} onValueChange={({ value }) => setRow(Number(value))} aria-label="Attempt">
            <SegmentGroup.Indicator />
            <SegmentGroup.Items
              items={attempts.slice(-8).map(one => ({
                value: String(one.seq),
                label: subNameOf(one) ?? `Attempt ${attempts.filter(other => !other.sub).indexOf(one) + 1}`,
              }))}
            />
          </SegmentGroup.Root>
        )}
        {mayWrite && step && !step.sub && depth === 0 && isOver(run) && (
          <Button size="sm" variant="outline" alignSelf="start" onClick={() => setForking(step)}>
            <GitFork size={14} aria-hidden /> Fork from here
          </Button>
        )}
        {step ? (
          <StepValues key={step.seq} run={run.id} step={step} />
        ) : (
          <Text color="fg.muted">The run did not come to this step{depth > 0 ? ' in this pass' : ''}.</Text>
        )}
      </Stack>
    )
  const title = selected === triggerId ? 'What started it' : node ? stepTitle(node, store.kinds) : ''
  const shown = selected !== undefined && title !== ''

  return (
    <Flex direction="column" h="full" minH="0">
      <RunBar run={run} />
      {run.error && (
        <Alert.Root status="error" size="sm" borderRadius="0" flexShrink="0" alignItems="center">
          <Alert.Indicator />
          <Alert.Title flex="1" overflowWrap="anywhere">
            {run.error.message}
          </Alert.Title>
        </Alert.Root>
      )}
      <HStack px="4" py="2" borderBottomWidth="1px" flexShrink="0">
        <SegmentGroup.Root
          size="sm"
          value={view}
          onValueChange={({ value }) => setView(value === 'timeline' ? 'timeline' : 'graph')}
          aria-label="How it is shown"
        >
          <SegmentGroup.Indicator />
          <SegmentGroup.Items
            items={[
              { value: 'graph', label: wide ? 'Drawing' : 'Steps' },
              { value: 'timeline', label: 'Timeline' },
            ]}
          />
        </SegmentGroup.Root>
      </HStack>
      <Flex flex="1" minH="0">
        <Box flex="1" minW="0" position="relative" bg="bg.subtle" overflowY={view === 'timeline' ? 'auto' : undefined}>
          {view === 'timeline' ? (
            <Box p="4">
              <Timeline steps={steps} chosen={step?.seq} onChoose={choose} />
            </Box>
          ) : (
            <>
              <LevelPath onOpen={openPath} />
              <PassPicker passes={passes} value={pass.split('.').slice(0, depth).join('.')} onChange={setPass} />
              {wide ? <Canvas onOpen={open} /> : <StepList onChoose={id => store.select([id])} />}
            </>
          )}
        </Box>
        {wide && shown && (
          <Box as="aside" aria-label="Step" w="panel" flexShrink="0" borderStartWidth="1px" bg="bg.panel" h="full" overflowY="auto" p="4">
            <Stack gap="4">
              <HStack justify="space-between">
                <Heading as="h2" size="sm" truncate>
                  {title}
                </Heading>
                <CloseButton size="sm" aria-label="Close this step" onClick={close} />
              </HStack>
              {node?.graph && <OpenInside onOpen={() => open(node.id)} />}
              {body}
            </Stack>
          </Box>
        )}
      </Flex>
      <ForkDialog run={run.id} title={title} step={forking} onClose={() => setForking(undefined)} />
      {!wide && (
        <PanelFrame open={shown} onClose={close} title={title}>
          <Box flex="1" minH="0" overflowY="auto" px="6" pb="8">
            <Stack gap="4">
              {node?.graph && <OpenInside onOpen={() => open(node.id)} />}
              {body}
            </Stack>
          </Box>
        </PanelFrame>
      )}
    </Flex>
  )
}

'use client'
import '@xyflow/react/dist/base.css'
import { Box } from '@chakra-ui/react'
import {
  applyNodeChanges,
  Background,
  type Connection,
  Controls,
  type EdgeChange,
  type Edge as FlowEdge,
  MarkerType,
  MiniMap,
  type Node,
  type NodeChange,
  type OnSelectionChangeParams,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  useStore,
} from '@xyflow/react'
import { useTheme } from 'next-themes'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { arrowRoutes } from '../../lib/automations/arrow-routes.ts'
import { useBuilder, useBuilderStore } from '../../lib/automations/builder-store.ts'
import { connectSteps, moveTo } from '../../lib/automations/edit.ts'
import { type Edge, edgeId, edgeOf, type Graph, levelAt, type Point, portOf, portsOf, triggerId } from '../../lib/automations/graph.ts'
import { placesOf, stepSize } from '../../lib/automations/layout.ts'
import { nodeIn } from '../../lib/automations/level-index.ts'
import { canvasLook } from './canvas-look.ts'
import { NoteNode } from './note-node.tsx'
import { StepEdge } from './step-edge.tsx'
import { StepNode } from './step-node.tsx'

const nodeTypes = { step: StepNode, note: NoteNode }
const edgeTypes = { step: StepEdge }
const nothing = {}
const marker = { type: MarkerType.ArrowClosed, width: 16, height: 16 }
const fit = { padding: 0.2, maxZoom: 1 }
/** At a smaller zoom nobody reads what is written small. */
const readable = 0.4
/** Steps from which on those out of sight are not in the page. */
const many = 100

function nodesOf(graph: Graph, path: readonly string[], selected: readonly string[], before: readonly Node[]): Node[] {
  const level = levelAt(graph, path)
  const top = path.length === 0
  const known = new Map(before.map(node => [node.id, node]))
  const places = placesOf(level, graph.layout, top)
  const one = (id: string, type: 'step' | 'note', position: { x: number; y: number }, size: { width: number; height: number }): Node => {
    const old = known.get(id)
    const chosen = selected.includes(id)
    // The same object for what has not changed, so that only what has is drawn.
    if (
      old &&
      old.position.x === position.x &&
      old.position.y === position.y &&
      old.width === size.width &&
      old.height === size.height &&
      (old.selected ?? false) === chosen
    )
      return old
    return { ...old, id, type, position, ...size, selected: chosen, data: nothing, deletable: id !== triggerId }
  }
  const notes = top ? (graph.notes ?? []) : []
  return [
    ...notes.map(note =>
      one(note.id, 'note', { x: note.x, y: note.y }, { width: note.width ?? stepSize.width, height: note.height ?? 120 }),
    ),
    ...Object.entries(places).map(([id, place]) => one(id, 'step', place, stepSize)),
  ]
}

/** An arrow for the canvas; the same object as before where nothing about it changed, so that it is not drawn again. */
function edgeFor(edge: Edge, via: Point[], selected: boolean, before: ReadonlyMap<string, FlowEdge>): FlowEdge {
  const id = edgeId(edge)
  const old = before.get(id)
  if (old && old.selected === selected && isSameWay(old.data?.via as Point[], via)) return old
  return {
    id,
    source: edge.from,
    sourceHandle: portOf(edge),
    target: edge.to,
    type: 'step',
    markerEnd: marker,
    selected,
    data: { via },
    ariaLabel: `From ${edge.from} to ${edge.to}`,
  }
}

const isSameWay = (a: Point[], b: Point[]) => a.length === b.length && a.every((one, at) => one.x === b[at]?.x && one.y === b[at]?.y)

interface Props {
  /** A step with steps inside was opened. */
  onOpen: (id: string) => void
  onEdgesSelected?: (edges: ReadonlySet<string>) => void
}

/** The drawing of an automation. Positions belong to the canvas while things are dragged, and to the document once they are let go. */
export function Canvas(props: Props) {
  return (
    <ReactFlowProvider>
      <Flow {...props} />
    </ReactFlowProvider>
  )
}

function Flow({ onOpen, onEdgesSelected }: Props) {
  const store = useBuilderStore()
  const graph = useBuilder(state => state.graph)
  const path = useBuilder(state => state.path)
  const selected = useBuilder(state => state.selected)
  const [nodes, setNodes] = useState<Node[]>(() => nodesOf(graph, path, selected, []))
  const [edgesChosen, setEdgesChosen] = useState<ReadonlySet<string>>(new Set())
  const flow = useReactFlow()
  const { resolvedTheme } = useTheme()
  const { readOnly } = store
  const far = useStore(state => state.transform[2] < readable)
  const level = levelAt(graph, path)
  const place = path.join('/')

  useEffect(() => setNodes(before => nodesOf(graph, path, selected, before)), [graph, path, selected])

  // A panel that opens or closes beside it leaves the middle in the middle.
  const width = useStore(state => state.width)
  const wide = useRef(0)
  useEffect(() => {
    const before = wide.current
    wide.current = width
    if (before === 0 || width === 0 || before === width) return
    const { x, y, zoom } = flow.getViewport()
    void flow.setViewport({ x: x + (width - before) / 2, y, zoom })
  }, [flow, width])

  // Another level is looked at as a whole; a step that was added is brought into view.
  const shown = useRef({ place, count: level.nodes.length })
  useEffect(() => {
    const before = shown.current
    shown.current = { place, count: level.nodes.length }
    if (before.place !== place) void flow.fitView({ ...fit, duration: 0 })
    else if (level.nodes.length === before.count + 1 && selected.length === 1)
      requestAnimationFrame(() => {
        const node = flow.getNode(selected[0] as string)
        if (!node) return
        const { x, y, zoom } = flow.getViewport()
        const box = document.querySelector('.react-flow')?.getBoundingClientRect()
        const top = node.position.y * zoom + y
        const left = node.position.x * zoom + x
        const fits =
          box && top > 0 && left > 0 && top + stepSize.height * zoom < box.height - 40 && left + stepSize.width * zoom < box.width
        if (!fits) void flow.setCenter(node.position.x + stepSize.width / 2, node.position.y + stepSize.height / 2, { zoom, duration: 200 })
      })
  }, [flow, place, level.nodes.length, selected])

  const drawn = useRef<ReadonlyMap<string, FlowEdge>>(new Map())
  const edges = useMemo(() => {
    const places = placesOf(level, graph.layout, path.length === 0)
    const ways = (id: string) => {
      const node = nodeIn(level, id)
      return node ? portsOf(node, store.kinds.types.get(node.type)) : ['out']
    }
    const routes = arrowRoutes(level, places, ways)
    const all = level.edges.map(edge => edgeFor(edge, routes.get(edgeId(edge)) ?? [], edgesChosen.has(edgeId(edge)), drawn.current))
    drawn.current = new Map(all.map(one => [one.id, one]))
    return all
  }, [level, graph.layout, path.length, store, edgesChosen])

  const onNodesChange = useCallback(
    (changes: NodeChange[]) => {
      setNodes(before => applyNodeChanges(changes, before))
      // Let go, or moved by an arrow key.
      const moved = changes.flatMap(change =>
        change.type === 'position' && change.dragging === false && change.position ? [[change.id, change.position] as const] : [],
      )
      if (moved.length > 0) moveTo(store, Object.fromEntries(moved))
    },
    [store],
  )
  const onEdgesChange = useCallback((changes: EdgeChange[]) => {
    setEdgesChosen(before => {
      const next = new Set(before)
      for (const change of changes) if (change.type === 'select') change.selected ? next.add(change.id) : next.delete(change.id)
      return next.size === before.size && [...next].every(id => before.has(id)) ? before : next
    })
  }, [])
  useEffect(() => onEdgesSelected?.(edgesChosen), [edgesChosen, onEdgesSelected])
  const onSelection = useCallback(({ nodes: chosen }: OnSelectionChangeParams) => store.select(chosen.map(node => node.id)), [store])
  const onConnect = useCallback(
    ({ source, sourceHandle, target }: Connection) => connectSteps(store, source, sourceHandle ?? undefined, target),
    [store],
  )
  const isValid = useCallback(
    (connection: FlowEdge | Connection) => {
      const { graph: now, path: here } = store.get()
      const { edges: there } = levelAt(now, here)
      const wanted = edgeId(edgeOf(connection.source, connection.sourceHandle ?? undefined, connection.target))
      return connection.source !== connection.target && connection.target !== triggerId && !there.some(edge => edgeId(edge) === wanted)
    },
    [store],
  )

  return (
    <Box css={canvasLook} position="relative" h="full" w="full" data-far={far || undefined}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onSelectionChange={onSelection}
        onConnect={onConnect}
        isValidConnection={isValid}
        onEdgesChange={onEdgesChange}
        onNodeDoubleClick={(_, node) => onOpen(node.id)}
        nodesDraggable={!readOnly}
        nodesConnectable={!readOnly}
        edgesFocusable={!readOnly}
        selectNodesOnDrag={false}
        deleteKeyCode={null}
        selectionKeyCode="Shift"
        multiSelectionKeyCode={['Shift', 'Control', 'Meta']}
        fitView
        fitViewOptions={fit}
        colorMode={resolvedTheme === 'dark' ? 'dark' : 'light'}
        minZoom={0.1}
        onlyRenderVisibleElements={nodes.length > many}
        maxZoom={2}
        zoomOnDoubleClick={false}
        ariaLabelConfig={{ 'node.a11yDescription.default': 'Enter selects a step, arrow keys move it, Delete takes it away.' }}
      >
        <Background gap={16} />
        <Controls showInteractive={false} position="bottom-left" />
        {nodes.length > 12 && <MiniMap pannable zoomable ariaLabel="Small map" position="bottom-right" />}
      </ReactFlow>
    </Box>
  )
}

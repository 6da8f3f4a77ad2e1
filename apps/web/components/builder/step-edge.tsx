'use client'
import { Text } from '@chakra-ui/react'
import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getSmoothStepPath } from '@xyflow/react'
import { memo } from 'react'
import { middleOf, roundedPath } from '../../lib/automations/arrow-routes.ts'
import { useBuilder, useBuilderStore } from '../../lib/automations/builder-store.ts'
import { edgeOf, type Point } from '../../lib/automations/graph.ts'
import { portTitle } from '../../lib/automations/step-kinds.ts'

/** An arrow: which way it leaves by, and a button to put a step into it. */
export const StepEdge = memo(function StepEdge(edge: EdgeProps) {
  const { id, source, target, sourceHandleId, sourceX, sourceY, markerEnd, selected } = edge
  const store = useBuilderStore()
  const port = sourceHandleId ?? 'out'
  const taken = useBuilder(state =>
    source === 'trigger' ? state.runs.size > 0 && state.runs.has(target) : state.taken.has(`${source}/${port}`),
  )
  const shown = useBuilder(state => state.runs.size > 0)
  const { path, x, y } = wayOf(edge)
  const name = portTitle(port)
  const add = () => store.setGap({ edge: edgeOf(source, port, target) })
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        {...(markerEnd ? { markerEnd } : {})}
        className={selected ? 'step-edge selected' : shown ? (taken ? 'step-edge taken' : 'step-edge missed') : 'step-edge'}
      />
      {!store.readOnly && (
        // biome-ignore lint/a11y/useSemanticElements: there are no buttons within a drawing
        <g
          className="step-edge-add nopan"
          transform={`translate(${x} ${y})`}
          role="button"
          tabIndex={-1}
          aria-label={`Put a step between ${source} and ${target}`}
          onClick={event => {
            event.stopPropagation()
            add()
          }}
          onKeyDown={event => event.key === 'Enter' && add()}
        >
          <circle r="9" />
          <path d="M-4 0H4M0 -4V4" />
        </g>
      )}
      {name && (
        <EdgeLabelRenderer>
          <Text
            className="step-edge-name"
            position="absolute"
            fontSize="xs"
            px="1"
            bg="bg.subtle"
            color="fg.muted"
            pointerEvents="none"
            transform={`translate(-50%, 0) translate(${sourceX}px, ${sourceY + 6}px)`}
          >
            {name}
          </Text>
        </EdgeLabelRenderer>
      )}
    </>
  )
})

/** Round what stands between; while one of its steps is dragged, as straight as can be. */
function wayOf(edge: EdgeProps): { path: string; x: number; y: number } {
  const via = (edge.data?.via ?? []) as Point[]
  const [first, last] = [via[0], via.at(-1)]
  const stands = first && last && near(first, edge.sourceX, edge.sourceY) && near(last, edge.targetX, edge.targetY)
  if (stands) return { path: roundedPath(via), ...middleOf(via) }
  const [path, x, y] = getSmoothStepPath(edge)
  return { path, x, y }
}

/** A handle’s middle is half its height beyond the step. */
const near = (point: Point, x: number, y: number) => Math.abs(point.x - x) < 2 && Math.abs(point.y - y) < 8

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { arrowRoutes } from './arrow-routes.ts'
import { edgeId, type Graph, type Point, portsOf, type SubGraph, triggerId } from './graph.ts'
import { layOut, stepSize } from './layout.ts'

const ways = (level: SubGraph) => (id: string) => {
  const node = level.nodes.find(one => one.id === id)
  const own = node?.type === 'if' ? ['true', 'false'] : undefined
  return own ?? (node ? portsOf(node, undefined) : ['out'])
}

/** Steps an arrow runs behind. */
function behind(points: readonly Point[], places: Record<string, Point>): string[] {
  return Object.keys(places).filter(id => {
    const { x, y } = places[id] as Point
    return points.slice(1).some((b, at) => {
      const a = points[at] as Point
      const beside = Math.max(a.x, b.x) <= x || Math.min(a.x, b.x) >= x + stepSize.width
      const apart = Math.max(a.y, b.y) <= y || Math.min(a.y, b.y) >= y + stepSize.height
      return !beside && !apart
    })
  })
}

/** Every arrow with the steps it runs behind, where there are some. */
function hidden(level: SubGraph, places: Record<string, Point>): Record<string, string[]> {
  const routes = arrowRoutes(level, places, ways(level))
  expect(routes.size).toBe(level.edges.length)
  return Object.fromEntries(
    [...routes].map(([id, points]) => [id, behind(points, places)] as const).filter(([, steps]) => steps.length > 0),
  )
}

const step = (id: string) => ({ id, type: 'set', input: {} })
const branch: SubGraph = {
  nodes: [{ id: 'if', type: 'if' }, step('yes'), step('more'), step('end')],
  edges: [
    { from: triggerId, to: 'if' },
    { from: 'if', port: 'true', to: 'yes' },
    { from: 'yes', to: 'more' },
    { from: 'more', to: 'end' },
    { from: 'if', port: 'false', to: 'end' },
  ],
}

const folder = join(import.meta.dirname, '../../../../packages/workflows/templates')
const templates = readdirSync(folder).filter(file => file.endsWith('.json'))

describe('no arrow runs behind a step', () => {
  test.each(templates)('in the template %s', file => {
    const { graph } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { graph: Graph }
    expect(hidden(graph, layOut(graph, true))).toEqual({})
  })
  test('where steps stand as somebody dragged them: above what they follow, in one column', () => {
    const places = { trigger: 0, end: 136, more: 272, if: 408, yes: 544 }
    expect(hidden(branch, Object.fromEntries(Object.entries(places).map(([id, y]) => [id, { x: 0, y }])))).toEqual({})
  })
})

test('arrows of two ways out lie beside each other until they meet', () => {
  const level: SubGraph = {
    nodes: [{ id: 'if', type: 'if' }, step('a'), step('b'), step('left'), step('right')],
    edges: [
      { from: 'if', port: 'true', to: 'left' },
      { from: 'if', port: 'false', to: 'right' },
    ],
  }
  const column = { if: { x: 0, y: 0 }, a: { x: 0, y: 136 }, b: { x: 0, y: 272 }, left: { x: 0, y: 408 }, right: { x: 0, y: 544 } }
  const routes = arrowRoutes(level, column, ways(level))
  const upright = level.edges.map(edge =>
    Math.max(...(routes.get(edgeId(edge)) as Point[]).map(({ x }) => Math.abs(x - stepSize.width / 2))),
  )
  const sides = level.edges.map(edge => (routes.get(edgeId(edge)) as Point[])[2]?.x as number)
  expect(Math.min(...upright)).toBeGreaterThan(stepSize.width / 2)
  expect(Math.abs((sides[0] as number) - (sides[1] as number))).toBeGreaterThanOrEqual(10)
})

import { type Edge, edgeId, type GraphNode, type Point, portOf, triggerId } from './graph.ts'
import { stepSize } from './layout.ts'

/** Pixels an arrow stays away from steps it passes, and from another arrow beside it. */
const room = 12
/** Pixels an arrow goes straight on before it turns, and after it turned to its step. */
const stub = 24

interface Level {
  nodes: readonly Pick<GraphNode, 'id'>[]
  edges: readonly Edge[]
}

interface Box {
  id: string
  left: number
  right: number
  top: number
  bottom: number
}

/** A piece of an arrow that was drawn: along x at `at` (or along y), between the two ends. */
interface Piece {
  edge: Edge
  upright: boolean
  at: number
  from: number
  to: number
}

/**
 * The corners of each arrow from the step it leaves to the one it leads to, both ends with them, so that none runs behind a step or along
 * another arrow that has nothing to do with it. `ports` gives the ways out of a step in the order they are drawn.
 */
export function arrowRoutes(
  { nodes, edges }: Level,
  places: Readonly<Record<string, Point>>,
  ports: (id: string) => readonly string[],
): Map<string, Point[]> {
  const boxes = [triggerId, ...nodes.map(node => node.id)].flatMap(id => boxOf(id, places[id]))
  boxes.sort((a, b) => a.top - b.top)
  const ends = edges.flatMap(edge => {
    const [from, to] = [places[edge.from], places[edge.to]]
    if (!from || !to) return []
    const ways = ports(edge.from)
    const place = Math.max(0, ways.indexOf(portOf(edge)))
    const start = { x: from.x + (stepSize.width * (place + 1)) / (Math.max(1, ways.length) + 1), y: from.y + stepSize.height }
    return [{ edge, start, end: { x: to.x + stepSize.width / 2, y: to.y } }]
  })
  // Short ones go first and as they like; those that come from far go round them.
  ends.sort((a, b) => far(a) - far(b))
  const drawn: Piece[] = []
  const routes = new Map<string, Point[]>()
  for (const { edge, start, end } of ends) {
    const route = routeOf(edge, start, end, boxes, drawn)
    drawn.push(...piecesOf(edge, route))
    routes.set(edgeId(edge), route)
  }
  return routes
}

const far = ({ start, end }: { start: Point; end: Point }) => Math.abs(end.y - start.y) + Math.abs(end.x - start.x)

const boxOf = (id: string, place: Point | undefined): Box[] =>
  place ? [{ id, left: place.x, right: place.x + stepSize.width, top: place.y, bottom: place.y + stepSize.height }] : []

function routeOf(edge: Edge, start: Point, end: Point, boxes: readonly Box[], drawn: readonly Piece[]): Point[] {
  const free = (points: Point[]) => points.length > 1 && isFree(edge, points, boxes, drawn)
  const down = end.y - start.y
  if (down >= 2 * room) {
    if (Math.abs(start.x - end.x) < 1 && free([start, end])) return [start, end]
    for (const y of turns(start, end)) {
      const route = [start, { x: start.x, y }, { x: end.x, y }, end]
      if (free(route)) return route
    }
  }
  // Beside everything between the two: down, over to a way that is free, along it, over to the step.
  const leave = [stub, stub - room, stub + room].map(by => start.y + Math.max(4, by))
  const arrive = [stub, stub - room, stub + room].map(by => end.y - Math.max(4, by))
  const [top, bottom] = [Math.min(start.y, end.y), Math.max(start.y, end.y)]
  const ways = lanes(start.x, end.x, between(boxes, top - 2 * stub, bottom + 2 * stub))
  let first: Point[] | undefined
  for (const x of ways)
    for (const y1 of leave)
      for (const y2 of arrive) {
        const route = [start, { x: start.x, y: y1 }, { x, y: y1 }, { x, y: y2 }, { x: end.x, y: y2 }, end]
        if (isFree(edge, route, boxes, drawn)) return route
        first ??= isFree(edge, route, boxes, []) ? route : undefined
      }
  const middle = (start.y + end.y) / 2
  return first ?? [start, { x: start.x, y: middle }, { x: end.x, y: middle }, end]
}

/** Heights at which an arrow may turn once: in the middle, then nearer to one of its steps. */
function turns(start: Point, end: Point): number[] {
  const middle = (start.y + end.y) / 2
  const near = [end.y - stub - room, start.y + stub + room, end.y - stub, start.y + stub, end.y - room]
  const fits = (y: number) => y > start.y + 4 && y < end.y - 4
  return [middle, middle - room, middle + room, ...near].filter(fits)
}

/** Ways down beside steps, what is nearest first. */
function lanes(from: number, to: number, boxes: readonly Box[]): number[] {
  const sides = boxes.flatMap(({ left, right }) => [1, 2, 3].flatMap(by => [left - by * room - 2, right + by * room + 2]))
  const detour = (x: number) => Math.abs(x - from) + Math.abs(x - to)
  return [...new Set([to, from, ...sides])].sort((a, b) => detour(a) - detour(b)).slice(0, 60)
}

/** Steps that reach into these heights. */
const between = (boxes: readonly Box[], top: number, bottom: number): Box[] => {
  const found: Box[] = []
  for (let at = firstBelow(boxes, top - stepSize.height); at < boxes.length && (boxes[at] as Box).top <= bottom; at++) {
    found.push(boxes[at] as Box)
  }
  return found
}

/** Where the first box stands whose top is not above `y`; they are in order. */
function firstBelow(boxes: readonly Box[], y: number): number {
  let [low, high] = [0, boxes.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((boxes[middle] as Box).top < y) low = middle + 1
    else high = middle
  }
  return low
}

function isFree(edge: Edge, points: readonly Point[], boxes: readonly Box[], drawn: readonly Piece[]): boolean {
  const last = points.length - 2
  for (let at = 0; at <= last; at++) {
    const [a, b] = [points[at] as Point, points[at + 1] as Point]
    const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)]
    const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)]
    for (const box of between(boxes, top - room, bottom + room)) {
      // It may touch the step it leaves where it leaves it, and the one it leads to where it arrives.
      if ((at === 0 && box.id === edge.from) || (at === last && box.id === edge.to)) continue
      const by = box.id === edge.from || box.id === edge.to ? 2 : room
      if (left < box.right + by && right > box.left - by && top < box.bottom + Math.min(by, 6) && bottom > box.top - Math.min(by, 6))
        return false
    }
  }
  return piecesOf(edge, points).every(piece => !drawn.some(other => covers(piece, other)))
}

/** Does a piece lie on one of another arrow? Those of one way out, and those to one step, are one line with a fork. */
function covers(piece: Piece, other: Piece): boolean {
  if (piece.upright !== other.upright || Math.abs(piece.at - other.at) >= room - 2) return false
  const { edge } = piece
  if (edge.to === other.edge.to || (edge.from === other.edge.from && portOf(edge) === portOf(other.edge))) return false
  return piece.from < other.to && piece.to > other.from
}

function piecesOf(edge: Edge, points: readonly Point[]): Piece[] {
  return points.slice(1).flatMap((b, at) => {
    const a = points[at] as Point
    const upright = Math.abs(a.x - b.x) < 1
    const [from, to] = upright ? [Math.min(a.y, b.y), Math.max(a.y, b.y)] : [Math.min(a.x, b.x), Math.max(a.x, b.x)]
    return to - from < 1 ? [] : [{ edge, upright, at: upright ? a.x : a.y, from, to }]
  })
}

const radius = 8

/** The corners as an SVG path with rounded turns. */
export function roundedPath(points: readonly Point[]): string {
  const [first, ...rest] = points
  if (!first) return ''
  let path = `M${first.x} ${first.y}`
  rest.forEach((corner, at) => {
    const before = points[at] as Point
    const after = rest[at + 1]
    if (!after) {
      path += `L${corner.x} ${corner.y}`
      return
    }
    const by = Math.min(radius, length(before, corner) / 2, length(corner, after) / 2)
    const into = towards(corner, before, by)
    const out = towards(corner, after, by)
    path += `L${into.x} ${into.y}Q${corner.x} ${corner.y} ${out.x} ${out.y}`
  })
  return path
}

/** Pixels at its beginning where the name of the way out stands, and at its end for its head. */
const taken = { first: 24, last: 12 }

/** Where a button stands on the arrow: in the middle of the piece with most room. */
export function middleOf(points: readonly Point[]): Point {
  let best = { x: 0, y: 0 }
  let longest = Number.NEGATIVE_INFINITY
  for (let at = 1; at < points.length; at++) {
    const [a, b] = [points[at - 1] as Point, points[at] as Point]
    const free = length(a, b) - (at === 1 ? taken.first : 0) - (at === points.length - 1 ? taken.last : 0)
    if (free <= longest) continue
    longest = free
    best = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }
  }
  return best
}

const length = (a: Point, b: Point) => Math.abs(a.x - b.x) + Math.abs(a.y - b.y)

function towards(from: Point, to: Point, by: number): Point {
  const whole = length(from, to) || 1
  return { x: from.x + ((to.x - from.x) * by) / whole, y: from.y + ((to.y - from.y) * by) / whole }
}

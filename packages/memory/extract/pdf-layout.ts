/** A piece of text as it stands on a page: points from the left and the top, `y` at its base line. */
export interface Fragment {
  text: string
  x: number
  y: number
  width: number
  /** Of its letters. */
  size: number
  rightToLeft: boolean
}

/** What stands on one line, or in one column of it, without a wide gap. */
export interface Segment {
  text: string
  left: number
  right: number
}

export interface Line {
  y: number
  size: number
  segments: Segment[]
}

/** The lines of a page in the order they are read: down a column before the next one, what spans columns where it stands. */
export const linesInOrder = (fragments: readonly Fragment[]): Line[] => order(linesOf(fragments), 0)

/** Fragments on the same base line, however the file orders them. */
function linesOf(fragments: readonly Fragment[]): Line[] {
  const rows: { y: number; size: number; fragments: Fragment[] }[] = []
  for (const fragment of fragments.toSorted((a, b) => a.y - b.y)) {
    const row = rows.at(-1)
    // What is raised or lowered, as a footnote's number is, belongs to the line.
    if (row && fragment.y - row.y < 0.5 * Math.min(Math.max(row.size, fragment.size), 2 * row.size)) {
      row.fragments.push(fragment)
      row.size = Math.max(row.size, fragment.size)
    } else rows.push({ y: fragment.y, size: fragment.size, fragments: [fragment] })
  }
  return rows.map(({ y, size, fragments }) => ({ y, size, segments: segmentsOf(fragments, size) }))
}

function segmentsOf(fragments: Fragment[], size: number): Segment[] {
  const segments: (Segment & { parts: Fragment[] })[] = []
  for (const fragment of fragments.toSorted((a, b) => a.x - b.x)) {
    const segment = segments.at(-1)
    if (segment && fragment.x - segment.right < 1.1 * size) {
      segment.parts.push(fragment)
      segment.right = Math.max(segment.right, fragment.x + fragment.width)
    } else segments.push({ text: '', left: fragment.x, right: fragment.x + fragment.width, parts: [fragment] })
  }
  return segments.map(({ left, right, parts }) => ({ left, right, text: joined(parts, size) }))
}

function joined(parts: Fragment[], size: number): string {
  const rightToLeft = parts.filter(part => part.rightToLeft).length > parts.length / 2
  const inOrder = rightToLeft ? parts.toReversed() : parts
  let text = ''
  let end: Fragment | undefined
  for (const part of inOrder) {
    const gap = end ? (rightToLeft ? end.x - part.x - part.width : part.x - end.x - end.width) : 0
    if (end && gap > 0.12 * size && !/\s$/.test(text) && !/^\s/.test(part.text)) text += ' '
    text += part.text
    end = part
  }
  return text.replace(/\s+/g, ' ').trim()
}

/** Cuts at the widest column gap, between lines that cross it. */
function order(lines: Line[], depth: number): Line[] {
  const gutter = depth < 4 ? gutterOf(lines) : undefined
  if (gutter === undefined) return lines
  const ordered: Line[] = []
  let left: Line[] = []
  let right: Line[] = []
  const flush = () => {
    ordered.push(...order(left, depth + 1), ...order(right, depth + 1))
    left = []
    right = []
  }
  for (const line of lines) {
    if (line.segments.some(segment => crosses(segment, gutter))) {
      flush()
      ordered.push(line)
      continue
    }
    const [onLeft, onRight] = [
      line.segments.filter(segment => segment.left < gutter),
      line.segments.filter(segment => segment.left >= gutter),
    ]
    if (onLeft.length > 0) left.push({ ...line, segments: onLeft })
    if (onRight.length > 0) right.push({ ...line, segments: onRight })
  }
  flush()
  return ordered
}

const crosses = (segment: Segment, gutter: number): boolean => segment.left < gutter && segment.right > gutter

/**
 * Where a second column begins, if there is one: an edge at which several lines start and that others end before. Both sides must be as wide as
 * prose is, for the columns of a table are read across.
 */
function gutterOf(lines: readonly Line[]): number | undefined {
  const edges = new Map<number, number>()
  for (const { segments } of lines) for (const { left } of segments) edges.set(Math.round(left), (edges.get(Math.round(left)) ?? 0) + 1)
  let best: { gutter: number; score: number } | undefined
  for (const [edge, count] of edges) {
    if (count < 3) continue
    const gutter = edge - 1
    const sides = { left: { count: 0, width: 0 }, right: { count: 0, width: 0 } }
    for (const { segments, size } of lines) {
      if (segments.some(segment => crosses(segment, gutter))) continue
      for (const segment of segments) {
        const side = segment.left < gutter ? sides.left : sides.right
        side.count++
        side.width += (segment.right - segment.left) / size
      }
    }
    const score = Math.min(sides.left.count, sides.right.count)
    const isProse = [sides.left, sides.right].every(({ count, width }) => count >= 3 && width / count > 9)
    if (isProse && score > (best?.score ?? 0)) best = { gutter, score }
  }
  return best?.gutter
}

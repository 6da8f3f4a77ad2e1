import type { Affected } from './skill.ts'

/** Titles told at most. */
const toldOf = 3
const longest = 80

const quoted = (title: string): string => {
  const line = title.replace(/\s+/g, ' ').trim()
  return `“${line.length > longest ? `${line.slice(0, longest - 1)}…` : line}”`
}

/** The question before something is deleted, wherever it is asked: “Delete the task “Pay rent”?”, “Delete 14 tasks: “A”, “B”, “C” and 11 more?”. */
export function sayAffected({ noun, titles, part }: Affected): string {
  const where = part ? ` ${part}` : ''
  if (titles.length === 0) return `There is no ${noun} to delete${where}. Go on all the same?`
  const [first = ''] = titles
  if (titles.length === 1) return `Delete the ${noun} ${quoted(first)}${where}?`
  const rest = titles.length - toldOf
  const named = titles.slice(0, toldOf).map(quoted).join(', ')
  return `Delete ${titles.length} ${noun}s${where}: ${named}${rest > 0 ? ` and ${rest} more` : ''}?`
}

import { AtomError, type EventKind, type Skill } from '@atom/kernel'
import { asExpression, parseTemplate, type ReferencedPath } from '../expressions/index.ts'
import { jsonSchemaOf, walk } from './check-types.ts'
import type { NodePlan, Problem } from './plan.ts'
import { type Graph, triggerId } from './schema.ts'

interface Known {
  events: ReadonlyMap<string, EventKind>
  skill(id: string): Skill | undefined
}

/** Something that never happens starts nothing and is waited for in vain. */
export function checkEventName(name: string, events: Known['events'], at: { node: string; field: string }): Problem[] {
  if (events.has(name)) return []
  const all = [...events.keys()]
  const [noun] = name.split('.')
  const near = all.find(one => one.startsWith(name) || name.startsWith(one)) ?? all.filter(one => one.split('.')[0] === noun).join(', ')
  return [
    { ...at, message: `Nothing that happens here is called “${name}”.${near ? ` There is ${near}.` : ' Choose from the list of events.'}` },
  ]
}

interface Findings {
  problems: Problem[]
  warnings: Problem[]
}

/** What expressions read of what starts the run, or of what a step waits for, against what that brings. */
export function checkEventFields({ trigger }: Graph, steps: readonly NodePlan[], known: Known): Findings {
  const found: Findings = { problems: [], warnings: [] }
  const starts = trigger.type === 'event' ? known.events.get(trigger.name) : undefined
  if (trigger.type === 'event' && starts) ofCondition(trigger.where, starts, { node: triggerId, field: 'where' }, known, found)
  const form = trigger.type === 'manual' && trigger.form?.length ? ['input', ...trigger.form.map(({ name }) => name)] : undefined
  for (const { node, templates, perItem } of steps) {
    for (const [name, { references }] of Object.entries({ ...templates, ...perItem }))
      for (const path of references.paths) {
        const at = { node: node.id, field: path.field ? `${name}.${path.field}` : name }
        if (starts) ofEvent(path, starts, at, known, found)
        else if (form && path.root === 'event') ofForm(path, form, at, found)
      }
    const waited = node.type === 'wait' ? (node.event as { name: string; where?: string } | undefined) : undefined
    const comes = waited && known.events.get(waited.name)
    if (comes) ofCondition(waited.where, comes, { node: node.id, field: 'event.where' }, known, found)
  }
  return found
}

/** A condition that names what is not there never holds, and nobody hears of it. */
function ofCondition(where: string | undefined, kind: EventKind, at: { node: string; field: string }, known: Known, found: Findings): void {
  if (where === undefined) return
  try {
    for (const path of parseTemplate(asExpression(where)).references.paths) ofEvent(path, kind, at, known, found)
  } catch (error) {
    // What cannot be read is said where conditions are.
    if (!AtomError.is(error)) throw error
  }
}

const always = ['name', 'at', 'data', 'personId']

function ofEvent(path: ReferencedPath, kind: EventKind, at: { node: string; field: string }, { skill }: Known, found: Findings): void {
  if (path.root !== 'event' || path.optional || path.path.length === 0) return
  const inData = path.path[0] === 'data'
  const [first, ...rest] = inData ? path.path.slice(1) : path.path
  if (first === undefined) return
  const reads = kind.record === undefined ? undefined : skill(kind.record)
  const written = `event.${path.path.join('.')}`
  if (first === 'record' && reads) {
    const seen = walk(jsonSchemaOf(reads.output, 'output'), rest)
    if (!('missing' in seen)) return
    const close = seen.known.find(one => one.toLowerCase() === seen.missing.toLowerCase())
    const there = close ? `Did you mean “${close}”?` : `It has ${seen.known.join(', ')}.`
    found.problems.push({ ...at, message: `The record of “${kind.title}” has no “${seen.missing}” (${written}). ${there}` })
    return
  }
  const fields = [...Object.keys(kind.example), ...(reads ? ['record'] : [])]
  if (fields.includes(first) || (!inData && always.includes(first))) return
  const ofRecord = reads && 'schema' in walk(jsonSchemaOf(reads.output, 'output'), [first])
  const there = ofRecord ? `Did you mean event.record.${first}?` : `It gives ${fields.join(', ')}.`
  found.warnings.push({ ...at, message: `“${kind.title}” may not give “${first}” (${written}). ${there}` })
}

function ofForm({ path, optional }: ReferencedPath, fields: readonly string[], at: { node: string; field: string }, found: Findings): void {
  const name = path[0] === 'input' ? path[1] : path[0]
  if (optional || name === undefined || fields.includes(name)) return
  found.warnings.push({ ...at, message: `The form that starts it has no field “${name}”. It has ${fields.slice(1).join(', ')}.` })
}

import type { Scope, Template } from '../expressions/index.ts'
import type { NodePlan } from '../graph/plan.ts'
import type { Pass } from './pass.ts'

/** What a run's expressions see besides steps, and the names of variables they may only pass on. */
export interface Base extends Pick<Scope, 'event' | 'vars'> {
  secrets: ReadonlySet<string>
}

/** What stands for the delicate piece in this place of this field; nothing where it may be seen. */
export type Hide = (field: string, place: number) => string | undefined

/** Reads what a step gave, where it is no longer in memory. */
export type ReadOutput = (seq: number) => Promise<unknown>

/** What the expressions of a node in this walk may see; at once when all of it is in memory. */
export function scopeOf(pass: Pass, plan: NodePlan, base: Base, read: ReadOutput): Scope | Promise<Scope> {
  const steps: Scope['steps'] = {}
  let missing: Promise<void>[] | undefined
  for (const id of plan.needs) {
    const owner = ownerOf(pass, id)
    if (owner?.outputs.has(id)) steps[id] = { output: owner.outputs.get(id) }
    else if (owner?.seqs.has(id)) {
      missing ??= []
      missing.push(
        read(owner.seqs.get(id) as number).then(output => {
          owner.outputs.set(id, output)
          steps[id] = { output }
        }),
      )
    }
  }
  const loop = loopOf(pass)
  const { event, vars } = base
  const scope: Scope = loop ? { event, vars, steps, item: loop.item, index: loop.around?.index as number } : { event, vars, steps }
  return missing ? Promise.all(missing).then(() => scope) : scope
}

/** The walk, this or one around it, in which a step of that id stands. */
function ownerOf(pass: Pass, id: string): Pass | undefined {
  for (let at: Pass | undefined = pass; at; at = at.around?.pass) if (at.plan.at.has(id)) return at
  return undefined
}

/** The nearest walk around, this included, that goes through items. */
function loopOf(pass: Pass): Pass | undefined {
  for (let at: Pass | undefined = pass; at; at = at.around?.pass) if (at.around && at.around.node.type.type !== 'try') return at
  return undefined
}

/** Works out every template; at once where none needs a promise. What is optional and missing is left out. */
export function evaluateAll(
  templates: Record<string, Template>,
  scope: Scope,
  hide?: Hide,
): Record<string, unknown> | Promise<Record<string, unknown>> {
  const values: Record<string, unknown> = {}
  let pending: Promise<void>[] | undefined
  for (const name in templates) {
    const own = hide ? { ...scope, hide: (place: number) => hide(name, place) } : scope
    const value = (templates[name] as Template).evaluate(own)
    if (value instanceof Promise) {
      pending ??= []
      pending.push(
        value.then(known => {
          if (known !== undefined) values[name] = known
        }),
      )
    } else if (value !== undefined) values[name] = value
  }
  return pending ? Promise.all(pending).then(() => values) : values
}

/** What a walk gives: what its one last step gave, or all last steps’ by id. */
export function outputOf(pass: Pass): unknown {
  const ended = pass.plan.ends.map(index => pass.plan.nodes[index] as NodePlan).filter(({ node }) => pass.outputs.has(node.id))
  if (ended.length === 1) return pass.outputs.get((ended[0] as NodePlan).node.id)
  return Object.fromEntries(ended.map(({ node }) => [node.id, pass.outputs.get(node.id)]))
}

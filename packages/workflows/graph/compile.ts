import type { Skill } from '@atom/kernel'
import { AtomError, sayIssue } from '@atom/kernel'
import { z } from 'zod'
import { workflowErrors } from '../errors.ts'
import { asExpression, parseTemplate, type Template } from '../expressions/index.ts'
import { checkCondition } from '../nodes/check-condition.ts'
import { modeOf, type NodeTypes, portsOf, takesSecretsOf } from '../nodes/registry.ts'
import { skillProblems } from '../skill/skill-problems.ts'
import { formProblems } from '../triggers/form-input.ts'
import { scheduleProblems } from '../triggers/timing.ts'
import { checkSkillInput } from './check-skill-input.ts'
import { checkTypes } from './check-types.ts'
import { milliseconds } from './duration.ts'
import type { CompiledGraph, NodePlan, Plan, Problem } from './plan.ts'
import { type Edge, type Graph, GraphDocument, type GraphNode, nodeFields, SubGraph, triggerId } from './schema.ts'

export interface CompileDeps {
  types: NodeTypes
  skill(id: string): Skill | undefined
}

/** What a node may name: the steps before it, here and around, by id; and whether it stands in a loop. */
interface Surroundings {
  /** Whether a step of that id, in a graph around, has ended when this one begins. */
  before(id: string): boolean
  inLoop: boolean
}

export interface Checked {
  graph?: Graph
  plan?: CompiledGraph
  /** Every step that could be read, those inside others too. */
  steps: NodePlan[]
  problems: Problem[]
}

/** Everything wrong with a document, most useful first; nothing when it can run. */
export function checkGraph(value: unknown, deps: CompileDeps): Checked {
  const document = GraphDocument.safeParse(value)
  if (!document.success) return { steps: [], problems: problemsOf(document.error) }
  const problems: Problem[] = []
  const graph = document.data as Graph
  const ids = new Set<string>()
  const vars = new Set<string>()
  const plans = new Map<string, NodePlan>()
  const plan = compileLevel(graph, { before: () => false, inLoop: false }, { deps, problems, ids, vars, plans }, true)
  checkTrigger(graph, deps, problems)
  problems.push(...skillProblems(graph))
  const steps = [...plans.values()]
  return problems.length > 0 ? { graph, steps, problems } : { graph, plan: { ...plan, graph }, steps, problems }
}

/** @throws workflow.invalid_graph with every problem */
export function compileGraph(value: unknown, deps: CompileDeps): CompiledGraph {
  const { plan, problems } = checkGraph(value, deps)
  if (plan) return plan
  throw invalidGraph(problems)
}

/** One step alone, wherever it stands: what it names is not looked for. @throws workflow.invalid_graph */
export function compileNode(node: GraphNode, deps: CompileDeps): NodePlan {
  const problems: Problem[] = []
  const plan = readNode(node, 0, { deps, problems, ids: new Set(), vars: new Set(), plans: new Map() })
  if (!plan || problems.length > 0) throw invalidGraph(problems)
  return plan
}

/** The step of that id, in the graph or in a graph inside it. */
export function findNode({ nodes }: SubGraph, id: string): GraphNode | undefined {
  for (const node of nodes) {
    if (node.id === id) return node
    const inner = SubGraph.safeParse(node.graph)
    const found = inner.success ? findNode(inner.data, id) : undefined
    if (found) return found
  }
  return undefined
}

export function invalidGraph(problems: Problem[]): AtomError {
  const said = problems.slice(0, 3).map(sayProblem)
  const more = problems.length > 3 ? ` And ${problems.length - 3} more.` : ''
  const errors = problems.map(problem => ({
    path: [problem.node, problem.field].filter(part => part !== undefined).join('.'),
    message: problem.message,
  }))
  return workflowErrors.invalid_graph({ summary: `${said.join(' ')}${more}` }, { errors })
}

const sayProblem = ({ node, field, message }: Problem): string =>
  node === undefined ? (field ? `${field}: ${message}` : message) : `Step “${node}”${field ? `, ${field}` : ''}: ${message}`

interface Work {
  deps: CompileDeps
  problems: Problem[]
  /** Ids of the whole document: a step is known by its id alone. */
  ids: Set<string>
  vars: Set<string>
  /** Steps read so far, those around too. */
  plans: Map<string, NodePlan>
}

function compileLevel(graph: SubGraph, around: Surroundings, work: Work, top: boolean): Plan {
  const { problems, ids } = work
  const nodes: NodePlan[] = []
  const at = new Map<string, number>()
  // What is wrong with these is said already; arrows from and to them are right.
  const unread = new Set<string>()
  for (const node of graph.nodes) {
    if (ids.has(node.id)) problems.push({ node: node.id, field: 'id', message: 'Another step has this id.' })
    ids.add(node.id)
    const plan = readNode(node, nodes.length, work)
    if (!plan) {
      unread.add(node.id)
      continue
    }
    at.set(node.id, plan.index)
    work.plans.set(node.id, plan)
    nodes.push(plan)
  }
  const starts = connect(graph.edges, nodes, { at, unread }, problems, top)
  const order = topological(nodes, problems)
  checkReferences(graph, nodes, at, order, around, work)
  return { nodes, starts, ends: nodes.filter(node => node.out.length === 0).map(node => node.index), at, vars: work.vars }
}

function readNode(given: GraphNode, index: number, { deps, problems }: Work): NodePlan | undefined {
  const type = deps.types.find(given.type, given.version)
  if (!type) {
    const known = deps.types.find(given.type) ? `There is no version ${given.version} of it.` : `There is no step of type “${given.type}”.`
    problems.push({ node: given.id, field: 'type', message: known })
    return undefined
  }
  const parsed = schemaOf(type).safeParse(given)
  if (!parsed.success) {
    for (const { field, message } of problemsOf(parsed.error)) problems.push({ node: given.id, ...(field ? { field } : {}), message })
    return undefined
  }
  const node = { ...(parsed.data as GraphNode), version: type.version }
  for (const { field, message } of type.check?.(node) ?? []) problems.push({ node: node.id, field, message })
  const secrets = type.secretFields?.(node) ?? []
  const parse = (field: string, value: unknown): Template | undefined => {
    const isSecret = (path: string) => secrets.some(secret => `${field}.${path}.`.startsWith(`${secret}.`))
    try {
      return parseTemplate(value, isSecret)
    } catch (error) {
      const inner = AtomError.is(error) ? (error.details as { field?: string } | undefined)?.field : undefined
      problems.push({ node: node.id, field: within(field, inner), message: AtomError.is(error) ? error.message : String(error) })
      return undefined
    }
  }
  const all = (fields: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(fields).flatMap(([name, value]) => {
        const template = value === undefined ? undefined : parse(name, value)
        return template ? [[name, template]] : []
      }),
    )
  const concurrencyKey = node.concurrencyKey && parse('concurrencyKey.key', node.concurrencyKey.key)
  if (node.type === 'skill') problems.push(...checkSkillInput(node, deps.skill))
  const templates = all(type.fields?.(node) ?? {})
  const delicate = Object.entries(templates).flatMap(([name, template]) =>
    template.delicate.map((piece, place) => ({ field: name, place, piece })),
  )
  return {
    index,
    node,
    type,
    mode: node.disabled ? 'pure' : modeOf(type, node),
    ports: portsOf(type, node),
    templates,
    delicate,
    takesSecrets: takesSecretsOf(type, node),
    perItem: all(type.perItem?.(node) ?? {}),
    ...(concurrencyKey ? { concurrencyKey } : {}),
    needs: [],
    out: [],
    incoming: 0,
  }
}

const schemas = new WeakMap<object, z.ZodObject>()
/** Common fields and the type's own; others are refused. */
export function schemaOf(type: { type: string; config: z.ZodRawShape }): z.ZodObject {
  let schema = schemas.get(type)
  if (!schema) {
    schema = z.strictObject({ ...nodeFields, type: z.literal(type.type), ...type.config })
    schemas.set(type, schema)
  }
  return schema
}

interface Places {
  at: Map<string, number>
  unread: ReadonlySet<string>
}

function connect(edges: Edge[], nodes: NodePlan[], { at, unread }: Places, problems: Problem[], top: boolean): number[] {
  const starts = new Set<number>()
  const seen = new Set<string>()
  for (const { from, port = 'out', to } of edges) {
    if (unread.has(to)) continue
    const target = at.get(to)
    if (target === undefined) {
      problems.push({ node: from, field: 'edges', message: `An arrow leads to “${to}”, and there is no such step.` })
      continue
    }
    if (from === triggerId) {
      if (!top)
        problems.push({ node: to, field: 'edges', message: 'Inside a loop there is no trigger: steps without an arrow to them begin.' })
      starts.add(target)
      continue
    }
    if (unread.has(from)) {
      starts.add(target)
      continue
    }
    const source = nodes[at.get(from) ?? -1]
    if (!source) {
      problems.push({ node: to, field: 'edges', message: `An arrow comes from “${from}”, and there is no such step.` })
      continue
    }
    if (!source.ports.includes(port)) {
      const known = source.ports.length ? `Its ways out are ${source.ports.join(', ')}.` : 'Nothing can follow it.'
      problems.push({ node: from, field: 'edges', message: `It has no way out called “${port}”. ${known}` })
      continue
    }
    const key = `${from}\n${port}\n${to}`
    if (seen.has(key)) continue
    seen.add(key)
    source.out.push({ port, to: target })
    ;(nodes[target] as NodePlan).incoming++
  }
  for (const node of nodes)
    if (node.incoming === 0 && !starts.has(node.index)) {
      if (top)
        problems.push({ node: node.node.id, field: 'edges', message: 'Nothing leads to this step. Draw an arrow to it, or remove it.' })
      else starts.add(node.index)
    }
  // A step after the trigger and after others waits for both.
  for (const start of starts) if (top) (nodes[start] as NodePlan).incoming++
  return [...starts]
}

/** Places of the nodes in an order in which arrows lead forward. Says what stands in a circle. */
function topological(nodes: NodePlan[], problems: Problem[]): number[] {
  const left = nodes.map(() => 0)
  for (const node of nodes) for (const { to } of node.out) left[to] = (left[to] as number) + 1
  const order = nodes.filter(node => left[node.index] === 0).map(node => node.index)
  for (let i = 0; i < order.length; i++)
    for (const { to } of (nodes[order[i] as number] as NodePlan).out) {
      left[to] = (left[to] as number) - 1
      if (left[to] === 0) order.push(to)
    }
  if (order.length < nodes.length) {
    const circle = nodes.filter(node => (left[node.index] as number) > 0).map(node => node.node.id)
    const named = circle.slice(0, 5).join(', ')
    const message = `These steps lead back to themselves: ${named}${circle.length > 5 ? ', …' : ''}. To repeat steps use “for each”.`
    problems.push({ node: circle[0] as string, field: 'edges', message })
  }
  return order
}

/** Each expression may name only steps that have ended when it is worked out. */
function checkReferences(graph: SubGraph, nodes: NodePlan[], at: Map<string, number>, order: number[], around: Surroundings, work: Work) {
  const sources: number[][] = nodes.map(() => [])
  for (const node of nodes) for (const { to } of node.out) (sources[to] as number[]).push(node.index)
  // All steps before each as bits: a set for each would take seconds for some thousand steps.
  const words = Math.ceil(nodes.length / 32)
  const before = nodes.map(() => new Uint32Array(0))
  for (const index of order) {
    const bits = new Uint32Array(words)
    for (const source of sources[index] as number[]) {
      bits[source >>> 5] = (bits[source >>> 5] as number) | (1 << (source & 31))
      const more = before[source] as Uint32Array
      for (let word = 0; word < more.length; word++) bits[word] = (bits[word] as number) | (more[word] as number)
    }
    before[index] = bits
  }
  const isBefore = (id: string, index: number): boolean => {
    const source = at.get(id)
    return source !== undefined && (((before[index] as Uint32Array)[source >>> 5] as number) & (1 << (source & 31))) !== 0
  }
  const everywhere = new Set(graph.nodes.map(node => node.id))
  let byLowerCase: Map<string, string> | undefined
  const likeIt = (id: string) => {
    byLowerCase ??= new Map([...at.keys()].map(known => [known.toLowerCase(), known]))
    return byLowerCase.get(id.toLowerCase())
  }
  for (const index of order) {
    const plan = nodes[index] as NodePlan
    const body = plan.type.body?.(plan.node)
    const templates = [...Object.entries(plan.templates), ...Object.entries(plan.perItem)]
    if (plan.concurrencyKey) templates.push(['concurrencyKey.key', plan.concurrencyKey])
    const needs = new Set<string>()
    for (const [field, { references }] of templates) {
      for (const name of references.vars) work.vars.add(name)
      for (const id of references.steps) {
        if (isBefore(id, index) || around.before(id)) needs.add(id)
        else
          for (const path of references.paths.filter(one => one.root === 'steps' && one.path[0] === id))
            work.problems.push({
              node: plan.node.id,
              field: within(field, path.field),
              message: unknownStep(id, plan.node.id, everywhere.has(id), likeIt),
            })
      }
      const perItem = field in plan.perItem
      if ((references.item || references.index) && !around.inLoop && !perItem)
        work.problems.push({ node: plan.node.id, field, message: '“item” and “index” exist only inside a loop.' })
    }
    // Turned off, it hands on what led to it.
    plan.needs = plan.node.disabled ? (sources[index] as number[]).map(source => (nodes[source] as NodePlan).node.id) : [...needs]
    work.problems.push(...checkTypes(plan, id => work.plans.get(id), work.deps.skill))
    // Asked step by step: a set of all for each of a thousand loops would take seconds.
    if (body) plan.body = compileLevel(body, { before: id => isBefore(id, index) || around.before(id), inLoop: true }, work, false)
  }
}

/** The path of a value inside a field: `input` and `title` are `input.title`. */
const within = (field: string, inner: string | undefined): string => (inner ? `${field}.${inner}` : field)

const unknownStep = (id: string, own: string, here: boolean, likeIt: (id: string) => string | undefined): string => {
  if (id === own) return 'A step cannot use its own output.'
  if (here) return `“steps.${id}” has not ended when this step begins. Draw an arrow from it to this step.`
  const close = likeIt(id)
  return `There is no step called “${id}” before this one.${close ? ` Did you mean “${close}”?` : ''}`
}

function checkTrigger({ trigger }: Graph, deps: CompileDeps, problems: Problem[]): void {
  const expression = (field: string, text: string | undefined) => {
    if (text === undefined) return
    try {
      const { references } = parseTemplate(asExpression(text))
      if (references.steps.length > 0) problems.push({ node: triggerId, field, message: 'No step has run yet when a trigger decides.' })
    } catch (error) {
      problems.push({ node: triggerId, field, message: AtomError.is(error) ? error.message : String(error) })
    }
  }
  if (trigger.type === 'webhook') expression('dedupe', trigger.dedupe)
  if (trigger.type === 'event') {
    expression('where', trigger.where)
    problems.push(...checkCondition('where', trigger.where).map(problem => ({ node: triggerId, ...problem })))
  }
  if (trigger.type === 'manual' && trigger.form)
    problems.push(...formProblems(trigger.form).map(problem => ({ node: triggerId, ...problem })))
  if (trigger.type === 'schedule') problems.push(...scheduleProblems(trigger).map(problem => ({ node: triggerId, ...problem })))
  if (trigger.type === 'poll') {
    const skill = deps.skill(trigger.skill)
    if (!skill) problems.push({ node: triggerId, field: 'skill', message: `There is no skill called “${trigger.skill}”.` })
    else if (skill.effect !== 'read')
      problems.push({ node: triggerId, field: 'skill', message: 'Only a skill that reads can be asked again and again.' })
    else problems.push(...checkSkillInput({ id: triggerId, type: 'skill', skill: trigger.skill, input: trigger.input ?? {} }, deps.skill))
    if ((milliseconds(trigger.every) ?? 0) < 1000)
      problems.push({ node: triggerId, field: 'every', message: 'It is asked at most once a second.' })
  }
}

const problemsOf = (error: z.ZodError): Problem[] =>
  error.issues.flatMap(issue => {
    const path = issue.path.join('.')
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map(key => ({ field: path ? `${path}.${key}` : key, message: 'This field is not known here.' }))
    return [{ ...(path ? { field: path } : {}), message: sayIssue(issue) }]
  })

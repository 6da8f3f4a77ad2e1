import type { Graph } from '@atom/workflows'
import type { Statement } from './types.ts'

type Nodes = Graph['nodes']
type Edges = Graph['edges']
interface From {
  from: string
  port?: string
}

/** The document of what was read. */
export function writeGraph(trigger: Graph['trigger'], statements: Statement[]): Graph {
  const ids = new Set<string>()
  const collect = (list: Statement[]): void => {
    for (const statement of list) {
      if (statement.kind !== 'ask') ids.add(statement.id)
      if (statement.kind === 'ask') collect(statement.denied)
      if (statement.kind === 'if') for (const branch of [statement.yes, statement.no]) collect(branch)
      if (statement.kind === 'each') collect(statement.body)
    }
  }
  collect(statements)
  const nodes: Nodes = []
  const edges: Edges = []
  chain(statements, { from: 'trigger' }, nodes, edges, ids)
  return { format: 1, trigger, nodes, edges }
}

function chain(statements: Statement[], start: From | undefined, nodes: Nodes, edges: Edges, ids: Set<string>): void {
  let before = start
  for (const statement of statements) {
    const id = statement.kind === 'ask' ? fresh('ask', ids) : statement.id
    if (before) edges.push({ from: before.from, ...(before.port ? { port: before.port } : {}), to: id })
    nodes.push(nodeOf(statement, id, ids))
    before = { from: id, ...(statement.kind === 'ask' ? { port: 'approved' } : {}) }
    if (statement.kind === 'ask') chain(statement.denied, { from: id, port: 'denied' }, nodes, edges, ids)
    if (statement.kind !== 'if') continue
    chain(statement.yes, { from: id, port: 'true' }, nodes, edges, ids)
    chain(statement.no, { from: id, port: 'false' }, nodes, edges, ids)
  }
}

function fresh(name: string, ids: Set<string>): string {
  let id = name
  for (let n = 2; ids.has(id); n++) id = `${name}_${n}`
  ids.add(id)
  return id
}

function nodeOf(statement: Statement, id: string, ids: Set<string>): Nodes[number] {
  if (statement.kind === 'do') return { id, type: 'skill', title: cut(statement.title), skill: statement.skill, input: statement.input }
  if (statement.kind === 'if') return { id, type: 'if', title: cut(statement.title), condition: statement.condition }
  if (statement.kind === 'ask')
    return {
      id,
      type: 'approval',
      title: 'Ask first',
      question: statement.question,
      ...(statement.message ? { message: statement.message } : {}),
      ...(statement.assignees ? { assignees: statement.assignees } : {}),
    }
  if (statement.kind === 'wait') {
    const { title, duration, until } = statement
    return { id, type: 'wait', title: cut(title), ...(duration === undefined ? { until } : { duration }) }
  }
  const graph: { nodes: Nodes; edges: Edges } = { nodes: [], edges: [] }
  chain(statement.body, undefined, graph.nodes, graph.edges, ids)
  // Nobody means that the second waits until the first has waited.
  const together = waits(statement.body) ? { concurrency: 100 } : {}
  return { id, type: 'forEach', title: cut(statement.title), items: statement.items, ...together, graph }
}

const waits = (statements: Statement[]): boolean =>
  statements.some(
    statement =>
      statement.kind === 'wait' ||
      statement.kind === 'ask' ||
      (statement.kind === 'if' && (waits(statement.yes) || waits(statement.no))) ||
      (statement.kind === 'each' && waits(statement.body)),
  )

const cut = (title: string) => (title.length > 120 ? `${title.slice(0, 119)}…` : title)

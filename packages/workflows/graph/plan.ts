import type { DelicatePiece, Template } from '../expressions/index.ts'
import type { Mode, NodeType, SecretPlaces } from '../nodes/node-type.ts'
import type { Graph, GraphNode } from './schema.ts'

/** One node made ready to run. Its numbers are its place in the plan's `nodes`. */
export interface NodePlan {
  index: number
  node: GraphNode
  type: NodeType
  mode: Mode
  ports: string[]
  /** Fields worked out before it runs. */
  templates: Record<string, Template>
  /** What of the templates may hold a secret. */
  delicate: { field: string; place: number; piece: DelicatePiece }[]
  takesSecrets: SecretPlaces
  /** Fields the type works out itself. */
  perItem: Record<string, Template>
  concurrencyKey?: Template
  /** Steps any of its expressions names. */
  needs: string[]
  out: { port: string; to: number }[]
  /** Arrows that lead to it. */
  incoming: number
  body?: Plan
}

/** A graph, or the graph inside a node, made ready to run. Compiled once per version and shared by all its runs. */
export interface Plan {
  nodes: NodePlan[]
  /** Where it begins. */
  starts: number[]
  /** Where nothing follows; what they give is what the graph gives. */
  ends: number[]
  /** Place of each id. */
  at: ReadonlyMap<string, number>
  /** Names of variables any expression names, bodies included. */
  vars: ReadonlySet<string>
}

export interface CompiledGraph extends Plan {
  graph: Graph
}

/** What is wrong, where: the node's id and the field's path in it. */
export interface Problem {
  node?: string
  field?: string
  message: string
}

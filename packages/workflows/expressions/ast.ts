/** A node of JSONata's syntax tree as its parser leaves it; only what is read here. */
export interface Node {
  type: string
  value?: unknown
  position?: number
  steps?: Node[]
  expressions?: Node[]
  expression?: Node
  lhs?: Node | [Node, Node][]
  rhs?: Node | [Node, Node][]
  condition?: Node
  then?: Node
  else?: Node
  arguments?: Node[]
  procedure?: Node
  body?: Node
  pattern?: Node
  signature?: unknown
  stages?: { type: string; expr?: Node }[]
  predicate?: { expr: Node }[]
  group?: { lhs: [Node, Node][] }
  terms?: { expression: Node }[]
  keepArray?: boolean
  keepSingletonArray?: boolean
}

import type { GraphNode } from '../graph/schema.ts'
import type { Mode, NodeType, SecretPlaces } from './node-type.ts'

/** Every node type of this installation, in all its versions. */
export class NodeTypes {
  readonly #types = new Map<string, NodeType[]>()

  add(...types: NodeType[]): this {
    for (const type of types) {
      const versions = this.#types.get(type.type) ?? []
      if (versions.some(known => known.version === type.version)) throw new Error(`Two node types are ${type.type} ${type.version}.`)
      this.#types.set(
        type.type,
        [...versions, type].sort((a, b) => b.version - a.version),
      )
    }
    return this
  }

  /** That version, or the newest. */
  find(type: string, version?: number): NodeType | undefined {
    const versions = this.#types.get(type)
    return version === undefined ? versions?.[0] : versions?.find(known => known.version === version)
  }

  /** The newest of each, by name. */
  all(): NodeType[] {
    return [...this.#types.values()].map(versions => versions[0] as NodeType).sort((a, b) => (a.type < b.type ? -1 : 1))
  }
}

export const modeOf = (type: NodeType, node: GraphNode): Mode => (typeof type.mode === 'function' ? type.mode(node) : type.mode)
export const takesSecretsOf = ({ takesSecrets = 'nowhere' }: NodeType, node: GraphNode): SecretPlaces =>
  typeof takesSecrets === 'function' ? takesSecrets(node) : takesSecrets
export const portsOf = (type: NodeType, node: GraphNode): string[] => {
  const own = type.ports?.(node) ?? ['out']
  return node.onError === 'route' && !own.includes('error') ? [...own, 'error'] : own
}

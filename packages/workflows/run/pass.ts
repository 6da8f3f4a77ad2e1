import type { NodePlan, Plan } from '../graph/plan.ts'
import { type Readers, readersOf } from './readers.ts'

/** How far a node has come. */
const idle = 0
export const ready = 1
const active = 2
const done = 3
/** No way that leads to it was taken. */
const dead = 4

/**
 * One walk through a graph: the run itself, or one pass through a loop. It decides what may begin and does nothing itself.
 * A node begins when all arrows that lead to it have been decided and one of them was taken; a `merge` that waits for any begins with the first.
 */
export class Pass {
  readonly plan: Plan
  /** `` for the run itself, `3`, `3.0` within. */
  readonly iteration: string
  readonly around: { pass: Pass; node: NodePlan; index: number } | undefined
  readonly item: unknown
  /** What ended steps gave that others are yet to read, by id; a walk that was read again after a pause fills it when asked. */
  readonly outputs = new Map<string, unknown>()
  readonly state: Uint8Array
  readonly #undecided: Int32Array
  readonly #taken: Uint8Array
  readonly #reads: Readers['reads']
  /** Of each node how many that may still run read its output. */
  readonly #readers: Int32Array
  /** Of nodes that are turned off: those that led to them. They hand on what these gave. */
  readonly #sources = new Map<number, number[]>()
  /** Nodes under way. */
  open = 0
  /** Nodes that may begin and have not. */
  waiting = 0
  /** Numbers of the journal's rows by id, for outputs that are not in memory. */
  readonly seqs = new Map<string, number>()
  failed: { code: string; message: string; node?: string } | undefined

  /** Nothing is under way and nothing may begin. */
  get over(): boolean {
    return this.open === 0 && (this.waiting === 0 || this.failed !== undefined)
  }

  constructor(plan: Plan, iteration: string, around?: { pass: Pass; node: NodePlan; index: number }, item?: unknown) {
    this.plan = plan
    this.iteration = iteration
    this.around = around
    this.item = item
    this.state = new Uint8Array(plan.nodes.length)
    this.#taken = new Uint8Array(plan.nodes.length)
    const { reads, counts } = readersOf(plan)
    this.#reads = reads
    this.#readers = counts.slice()
    this.#undecided = Int32Array.from(plan.nodes, node => node.incoming)
  }

  /** @returns what may begin at once */
  begin(): number[] {
    const first: number[] = []
    for (const start of this.plan.starts) this.#decide(start, true, first)
    return first
  }

  /** A node begins. */
  enter(index: number): void {
    if (this.state[index] === ready) this.waiting--
    this.state[index] = active
    this.open++
  }

  /** Ids of the nodes that led to one that is turned off, in the order in which they ended; none where it stands at the beginning. */
  cameFrom(index: number): string[] {
    return (this.#sources.get(index) ?? []).map(source => this.#idOf(source))
  }

  /** Keeps what a node gave for those that read it. @returns whether anybody will */
  keep(index: number, output: unknown): boolean {
    if (!this.#readers[index]) return false
    this.outputs.set(this.#idOf(index), output)
    return true
  }

  /** A node has ended and nothing follows it. */
  stop(index: number): void {
    this.state[index] = done
    this.open--
    this.#letGo(index)
  }

  /** This node reads nothing any more: what nobody else is to read is let go. */
  #letGo(index: number): void {
    for (const source of this.#reads[index] as readonly number[]) {
      const left = (this.#readers[source] as number) - 1
      this.#readers[source] = left
      if (left === 0) this.outputs.delete(this.#idOf(source))
    }
  }

  #idOf(index: number): string {
    return (this.plan.nodes[index] as NodePlan).node.id
  }

  /** A node has ended and leaves by this port. @returns what may begin now */
  leave(index: number, port: string | undefined): number[] {
    this.stop(index)
    const next: number[] = []
    const node = this.plan.nodes[index] as NodePlan
    for (const { to, port: by } of node.out) {
      if (by === port && (this.plan.nodes[to] as NodePlan).node.disabled) this.#sources.set(to, [...(this.#sources.get(to) ?? []), index])
      this.#decide(to, by === port, next)
    }
    return next
  }

  #decide(to: number, taken: boolean, next: number[]): void {
    const open: { to: number; taken: boolean }[] = [{ to, taken }]
    for (let arrow = open.pop(); arrow; arrow = open.pop()) {
      const node = this.plan.nodes[arrow.to] as NodePlan
      this.#undecided[arrow.to] = (this.#undecided[arrow.to] as number) - 1
      if (arrow.taken) this.#taken[arrow.to] = 1
      if (this.state[arrow.to] !== idle) continue
      const last = (this.#undecided[arrow.to] as number) <= 0
      const any = node.type.type === 'merge' && node.node.wait === 'any'
      if (this.#taken[arrow.to] && (last || any)) {
        this.state[arrow.to] = ready
        this.waiting++
        next.push(arrow.to)
      } else if (last) {
        this.state[arrow.to] = dead
        this.#letGo(arrow.to)
        for (const edge of node.out) open.push({ to: edge.to, taken: false })
      }
    }
  }
}

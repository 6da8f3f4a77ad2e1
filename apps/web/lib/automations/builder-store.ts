import type { GraphProblem } from '@atom/contracts'
import { createContext, useContext, useSyncExternalStore } from 'react'
import { type Edge, type Graph, levelAt, type SubGraph, withLevel } from './graph.ts'
import type { NodeRun } from './node-runs.ts'
import type { Kinds } from './step-kinds.ts'

/** Where a new step goes: after a step, into an arrow, or anywhere. */
export type Gap = { after: string; port?: string } | { edge: Edge } | { free: true }

export interface BuilderState {
  graph: Graph
  /** Whose inside is shown; empty for the whole. */
  path: readonly string[]
  selected: readonly string[]
  problems: readonly GraphProblem[]
  /** What is likely to go wrong, and keeps nothing from being published. */
  warnings: readonly GraphProblem[]
  /** How each step went in the run that is shown. */
  runs: ReadonlyMap<string, NodeRun>
  /** Ways on the run took. */
  taken: ReadonlySet<string>
  /** What a step is taken to have given while others are tested, by its id. Runs know nothing of it. */
  pins: ReadonlyMap<string, unknown>
  /** Where the next step goes, while it is chosen. */
  gap: Gap | undefined
}

const most = 200
const none: readonly GraphProblem[] = []
const noRuns: ReadonlyMap<string, NodeRun> = new Map()
const noPorts: ReadonlySet<string> = new Set()
const noPins: ReadonlyMap<string, unknown> = new Map()

/**
 * What the builder works on: the document with its past and future, and what is looked at. Components read it by narrow selectors, so that
 * a change of one step draws one step.
 */
export class BuilderStore {
  readonly kinds: Kinds
  readonly readOnly: boolean
  #state: BuilderState
  #past: Graph[] = []
  #future: Graph[] = []
  #listeners = new Set<() => void>()
  #merge: { key: string; until: number } | undefined

  constructor(graph: Graph, kinds: Kinds, { readOnly = false, problems = none, warnings = none } = {}) {
    this.kinds = kinds
    this.readOnly = readOnly
    this.#state = { graph, path: [], selected: [], problems, warnings, runs: noRuns, taken: noPorts, pins: noPins, gap: undefined }
  }

  get = (): BuilderState => this.#state

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #set(change: Partial<BuilderState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }

  /** Changes the document. Changes with the same `merge` that follow each other closely are undone together. */
  change(change: (graph: Graph) => Graph, { merge, select }: { merge?: string; select?: readonly string[] } = {}): void {
    if (this.readOnly) return
    const before = this.#state.graph
    const graph = change(before)
    if (graph === before) return
    const now = performance.now()
    const goesOn = merge !== undefined && this.#merge?.key === merge && now < this.#merge.until
    this.#merge = merge === undefined ? undefined : { key: merge, until: now + 1500 }
    if (!goesOn) this.#past = [...this.#past.slice(-most + 1), before]
    this.#future = []
    this.#set({ graph, ...(select ? { selected: select } : {}) })
  }

  /** The same for the level that is looked at. */
  changeLevel(change: (level: SubGraph, graph: Graph) => SubGraph, options: { merge?: string; select?: readonly string[] } = {}): void {
    const { path } = this.#state
    this.change(graph => withLevel(graph, path, level => change(level, graph)), options)
  }

  get canUndo(): boolean {
    return this.#past.length > 0
  }

  get canRedo(): boolean {
    return this.#future.length > 0
  }

  undo(): void {
    const graph = this.#past.pop()
    if (!graph) return
    this.#future.push(this.#state.graph)
    this.#merge = undefined
    this.#show(graph)
  }

  redo(): void {
    const graph = this.#future.pop()
    if (!graph) return
    this.#past.push(this.#state.graph)
    this.#merge = undefined
    this.#show(graph)
  }

  /** Another document, such as somebody else’s; it cannot be undone. */
  replace(graph: Graph): void {
    this.#past = []
    this.#future = []
    this.#show(graph)
  }

  /** What is gone is neither selected nor looked into. */
  #show(graph: Graph): void {
    const path: string[] = []
    for (const id of this.#state.path) {
      if (!levelAt(graph, path).nodes.some(node => node.id === id && node.graph)) break
      path.push(id)
    }
    const here = new Set(levelAt(graph, path).nodes.map(node => node.id))
    const selected = this.#state.selected.filter(id => here.has(id) || id === 'trigger' || graph.notes?.some(note => note.id === id))
    this.#set({ graph, path, selected })
  }

  open(path: readonly string[], selected: readonly string[] = []): void {
    this.#set({ path, selected, gap: undefined })
  }

  select(selected: readonly string[]): void {
    const before = this.#state.selected
    if (before.length === selected.length && selected.every((id, at) => before[at] === id)) return
    this.#set({ selected })
  }

  setFindings({ problems, warnings }: Pick<BuilderState, 'problems' | 'warnings'>): void {
    this.#set({ problems, warnings })
  }

  setRuns(runs: ReadonlyMap<string, NodeRun>, taken: ReadonlySet<string>): void {
    this.#set({ runs, taken })
  }

  setPins(pins: ReadonlyMap<string, unknown>): void {
    this.#set({ pins })
  }

  /** Pins what a step is taken to have given, or takes the pin away where there is no value. */
  pin(id: string, value: unknown): void {
    const pins = new Map(this.#state.pins)
    if (value === undefined) pins.delete(id)
    else pins.set(id, value)
    this.#set({ pins })
  }

  setGap(gap: Gap | undefined): void {
    if (!this.readOnly) this.#set({ gap })
  }
}

export const BuilderContext = createContext<BuilderStore | undefined>(undefined)

export function useBuilderStore(): BuilderStore {
  const store = useContext(BuilderContext)
  if (!store) throw new Error('There is no builder around this component.')
  return store
}

/** A part of the builder’s state; drawn again only when that part is another one. It must be the same object while it is the same. */
export function useBuilder<T>(select: (state: BuilderState) => T): T {
  const store = useBuilderStore()
  const read = () => select(store.get())
  return useSyncExternalStore(store.subscribe, read, read)
}

/** The graph that is looked at. */
export const useLevel = (): SubGraph => useBuilder(({ graph, path }) => levelAt(graph, path))

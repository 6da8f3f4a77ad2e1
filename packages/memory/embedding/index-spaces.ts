import { existsSync } from 'node:fs'
import type { Context, UnitOfWork } from '@atom/kernel'
import { type EmbedderLadder, EmbedderRegistry, isAddressId, type TextRole } from '@atom/models'
import { memoryErrors } from '../errors.ts'
import { asCarried, type Probe, pairs, probeOf, probeText, sameProbe } from '../index/probe.ts'
import type { IndexSpace } from '../index/space.ts'
import type { MemoryProcess } from '../process/memory-process.ts'
import type { WorkspaceIndex } from '../process/protocol.ts'
import { store } from '../store.ts'

/** Which embedder a workspace wants, and those that are servers. */
export type Embedders = Pick<EmbedderLadder, 'chosenId' | 'chosen' | 'embedAtAddress' | 'forgetOthers'>

interface IndexSpacesOptions {
  unitOfWork: UnitOfWork
  embedders: Embedders
  held: MemoryProcess
  /** Folder of the workspace's index. */
  folderOf(ctx: Context): string
}

/** What indexes were made with before a workspace could choose. */
const carried = new EmbedderRegistry().get()

/** Which vectors each workspace's index holds. What is asked and what is read is embedded with the same model, or not at all. */
export class IndexSpaces {
  readonly #options: IndexSpacesOptions
  /** By workspace and generation: that the embedder still gives the vectors the index was made with. */
  readonly #proved = new Map<string, Promise<Probe | undefined>>()

  constructor(options: IndexSpacesOptions) {
    this.#options = options
  }

  /** The index that serves; none where nothing was read yet. */
  async serving(ctx: Context): Promise<IndexSpace | undefined> {
    const row = await store.from(ctx, 'memory_index').select(['embedder', 'dimension', 'generation']).executeTakeFirst()
    if (row) return { id: row.embedder, dimension: row.dimension, generation: row.generation }
    return existsSync(this.#options.folderOf(ctx)) ? { id: carried.id, dimension: carried.dimension, generation: 0 } : undefined
  }

  /** The index to write to: the one that serves, or a first one with what the workspace chose. @throws as `EmbedderLadder.chosen` */
  async forWriting(ctx: Context): Promise<IndexSpace> {
    const there = await this.serving(ctx)
    const space = there ?? (await this.probed(ctx, { ...(await this.#options.embedders.chosen(ctx)), generation: 0 }))
    // Made before the row that says that it serves.
    await this.index(ctx, space).probe()
    await this.#options.unitOfWork.writing(ctx, async tx => {
      const { id: embedder, dimension, generation } = space
      await store
        .insert(tx, 'memory_index', { embedder, dimension, generation, former: null, updated_at: tx.clock.now().toISOString() })
        .onConflict(c => c.column('workspace_id').doNothing())
        .execute()
    })
    const serving = (await this.serving(ctx)) as IndexSpace
    return serving.id === space.id && serving.generation === space.generation ? space : serving
  }

  /** Whether the index that serves is not what the workspace, or the operator, chose, or took the place of another that is still there. */
  async isBehind(ctx: Context): Promise<boolean> {
    const serving = await this.serving(ctx)
    if (!serving) return false
    const row = await store.from(ctx, 'memory_index').select('former').executeTakeFirst()
    return (row?.former ?? null) !== null || (await this.#options.embedders.chosenId(ctx)) !== serving.id
  }

  /** In a transaction: whether this index still serves; it does until the transaction ends. */
  async stillServes(tx: Context, { id, generation }: IndexSpace): Promise<boolean> {
    const { numUpdatedRows } = await store
      .update(tx, 'memory_index')
      .set({ updated_at: tx.clock.now().toISOString() })
      .where('embedder', '=', id)
      .where('generation', '=', generation)
      .executeTakeFirstOrThrow()
    return numUpdatedRows > 0
  }

  index(ctx: Context, space: IndexSpace): WorkspaceIndex {
    return this.#options.held.index(ctx.workspaceId, space)
  }

  /** The same space with the probe of its embedder as it is now. */
  async probed(ctx: Context, space: IndexSpace): Promise<IndexSpace> {
    const [vector, ...said] = await this.#embed(ctx, space, [probeText, ...pairs.map(([, passage]) => passage)], 'passage')
    const asked = await this.#embed(
      ctx,
      space,
      pairs.map(([question]) => question),
      'query',
    )
    return { ...space, probe: probeOf(vector as Float32Array, asked, said) }
  }

  /** Vectors to compare with those of the index. @throws memory.embedder_changed; as `Embedder.embed` and `EmbedderLadder.embedAtAddress` */
  async embed(ctx: Context, space: IndexSpace, texts: string[], as: TextRole): Promise<Float32Array[]> {
    if (texts.length === 0) return []
    await this.#prove(ctx, space)
    return this.#embed(ctx, space, texts, as)
  }

  #embed(ctx: Context, space: IndexSpace, texts: string[], as: TextRole): Promise<Float32Array[]> {
    const { embedders, held } = this.#options
    return isAddressId(space.id) ? embedders.embedAtAddress(ctx, space, texts, as) : held.embed(space.id, texts, as, ctx.signal)
  }

  /** What a cosine in this space says, as one of the carried model, with which all bounds were measured. @throws memory.embedder_changed */
  async nearness(ctx: Context, space: IndexSpace): Promise<(cosine: number) => number> {
    const probe = await this.#prove(ctx, space)
    return cosine => asCarried(cosine, probe)
  }

  /** Once in this process. The carried model is part of the program and cannot be exchanged. */
  #prove(ctx: Context, space: IndexSpace): Promise<Probe | undefined> {
    if (space.id === carried.id) return Promise.resolve(undefined)
    if (space.probe !== undefined) return Promise.resolve(space.probe)
    const key = `${ctx.workspaceId} ${space.generation} ${space.id}`
    const known = this.#proved.get(key)
    if (known) return known
    const proving = this.#compare(ctx, space)
    proving.catch(() => this.#proved.delete(key))
    this.#proved.set(key, proving)
    return proving
  }

  async #compare(ctx: Context, space: IndexSpace): Promise<Probe | undefined> {
    const [made, now] = await Promise.all([this.index(ctx, space).probe(), this.probed(ctx, space)])
    if (!sameProbe(made, now.probe)) throw memoryErrors.embedder_changed({ embedder: space.id })
    return made
  }
}

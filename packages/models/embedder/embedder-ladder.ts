import type { EmbedderEntry } from '@atom/contracts'
import { type Config, type Context, createOutboundHttp, EgressGuard, type OutboundHttp } from '@atom/kernel'
import type { Vault } from '@atom/storage'
import { modelErrors } from '../errors.ts'
import { modelHttp } from '../providers/model-http.ts'
import { type EmbedderAddressTable, store } from '../store.ts'
import { addressId, type EmbedderAddress, embedAtAddress, isAddressId } from './address-embedder.ts'
import type { TextRole } from './embedder.ts'
import type { EmbedderRegistry } from './embedder-registry.ts'

/** The vectors of one embedder, which can be compared with one another and with no others. */
export interface EmbedderSpace {
  /** Of the carried model or a folder their name, of a server `addressId`. */
  id: string
  /** Numbers in one vector. */
  dimension: number
}

export interface LadderOptions {
  registry: EmbedderRegistry
  vault: Vault
  config: Pick<Config, 'model' | 'embeddings' | 'embedder' | 'egressAllow'>
  /** Milliseconds of the first wait before a server is asked again. */
  pause?: number
}

/** Addresses as the caller's rows and the environment have them. */
type Known = EmbedderAddress & { privateOrigin: string | undefined }

/**
 * Which embedder a workspace's texts go to: the one it chose; else the server the operator set, else the operator's model in ATOM_MODELS_DIR,
 * else the carried one. Never another than that: what cannot be reached is an error.
 */
export class EmbedderLadder {
  readonly #options: LadderOptions
  readonly #httpFor: ReturnType<typeof modelHttp>
  readonly #dimensions = new Map<string, number>()
  /** The way out of the installation, not of a caller: a search changes nothing, though it asks by POST. */
  readonly #http: OutboundHttp

  constructor(options: LadderOptions) {
    this.#options = options
    this.#httpFor = modelHttp(options.config)
    this.#http = createOutboundHttp(new EgressGuard({ allow: options.config.egressAllow }))
  }

  get #environment(): Known | undefined {
    const { embeddings } = this.#options.config
    return embeddings && { ...embeddings, privateOrigin: undefined }
  }

  /** Id of the one new texts are embedded with. */
  async chosenId(ctx: Context): Promise<string> {
    const row = await store.from(ctx, 'embedder_choice').select('embedder').executeTakeFirst()
    if (row) return row.embedder
    const environment = this.#environment
    return environment ? addressId(environment) : (this.#options.config.embedder ?? this.#options.registry.get().id)
  }

  /** The one new texts are embedded with. A server is asked once for the size of its vectors. @throws as `embedAtAddress`; models.unknown_embedder, models.invalid_model_folder */
  async chosen(ctx: Context): Promise<EmbedderSpace> {
    const id = await this.chosenId(ctx)
    if (!isAddressId(id)) return { id, dimension: this.#options.registry.get(id).dimension }
    const address = await this.#known(ctx, id)
    const dimension = this.#dimensions.get(id) ?? (await this.#probe(address, ctx.signal))
    this.#dimensions.set(id, dimension)
    return { id, dimension }
  }

  /** Vectors of a server's space. @throws as `embedAtAddress`; models.no_embedder_address */
  async embedAtAddress(ctx: Context, { id, dimension }: EmbedderSpace, texts: string[], as: TextRole): Promise<Float32Array[]> {
    const address = await this.#known(ctx, id)
    return embedAtAddress(address, texts, as, { ...this.#way(address), dimension, signal: ctx.signal })
  }

  /** How a server answers, whether or not it is set up. @param privateOrigin as `Provider.privateOrigin`. @throws as `embedAtAddress` */
  try(address: EmbedderAddress, privateOrigin: string | undefined, signal: AbortSignal): Promise<number> {
    return this.#probe({ ...address, privateOrigin }, signal)
  }

  async list(ctx: Context): Promise<EmbedderEntry[]> {
    const chosen = await this.chosenId(ctx)
    const rows = await store.from(ctx, 'embedder_address').selectAll('embedder_address').orderBy('id').execute()
    const environment = this.#environment
    const servers: EmbedderEntry[] = [
      ...(environment && !rows.some(row => row.id === addressId(environment))
        ? [entryOf(environment, 'environment', environment.apiKey !== undefined)]
        : []),
      ...rows.map(row => entryOf({ baseUrl: row.base_url, model: row.model }, 'address', row.secret_id !== null)),
    ]
    return [...this.#options.registry.list(), ...servers].map(entry => ({ ...entry, chosen: entry.id === chosen }))
  }

  /** In a transaction: chooses one that is listed. @throws models.unknown_embedder, models.invalid_model_folder */
  async choose(tx: Context, id: string): Promise<void> {
    const listed = await this.list(tx)
    const known = listed.map(entry => entry.id)
    if (!known.includes(id)) throw modelErrors.unknown_embedder({ id, known: known.join(', ') })
    if (!isAddressId(id)) this.#options.registry.get(id)
    const row = { embedder: id, updated_at: tx.clock.now().toISOString() }
    await store
      .insert(tx, 'embedder_choice', row)
      .onConflict(c => c.column('workspace_id').doUpdateSet(row))
      .execute()
  }

  /** In a transaction: sets a server up and chooses it. Without a key the one for the same address and model stays. @returns its id */
  async chooseAddress(tx: Context, address: EmbedderAddress, privateOrigin: string | null): Promise<string> {
    const { vault } = this.#options
    const id = addressId(address)
    const before = await this.#row(tx, id)
    const key = address.apiKey === undefined ? (before?.secret_id ?? null) : await vault.seal(tx, address.apiKey)
    if (before?.secret_id && before.secret_id !== key) await vault.drop(tx, before.secret_id)
    const row = {
      base_url: address.baseUrl,
      private_origin: privateOrigin,
      model: address.model,
      secret_id: key,
      updated_at: tx.clock.now().toISOString(),
    }
    await store
      .insert(tx, 'embedder_address', { id, ...row })
      .onConflict(c => c.columns(['workspace_id', 'id']).doUpdateSet(row))
      .execute()
    await this.choose(tx, id)
    return id
  }

  /** In a transaction: forgets the servers, with their keys, that are neither chosen nor this one, which an index was made with. */
  async forgetOthers(tx: Context, used: string): Promise<void> {
    const chosen = await this.chosenId(tx)
    const rows = await store.from(tx, 'embedder_address').select(['id', 'secret_id']).where('id', 'not in', [chosen, used]).execute()
    for (const { id, secret_id } of rows) {
      await store.remove(tx, 'embedder_address').where('id', '=', id).execute()
      if (secret_id !== null) await this.#options.vault.drop(tx, secret_id)
    }
  }

  async #row(ctx: Context, id: string): Promise<EmbedderAddressTable | undefined> {
    return store.from(ctx, 'embedder_address').selectAll('embedder_address').where('id', '=', id).executeTakeFirst()
  }

  async #known(ctx: Context, id: string): Promise<Known> {
    const row = await this.#row(ctx, id)
    if (row)
      return {
        baseUrl: row.base_url,
        model: row.model,
        apiKey: row.secret_id === null ? undefined : await this.#options.vault.open(ctx, row.secret_id),
        privateOrigin: row.private_origin ?? undefined,
      }
    const environment = this.#environment
    if (environment && addressId(environment) === id) return environment
    throw modelErrors.no_embedder_address({ id })
  }

  #way(address: Known) {
    const { pause } = this.#options
    return { http: this.#httpFor(this.#http, address), ...(pause === undefined ? {} : { pause }) }
  }

  async #probe(address: Known, signal: AbortSignal): Promise<number> {
    const [vector] = await embedAtAddress(address, ['How long are your vectors?'], 'query', { ...this.#way(address), signal })
    return (vector as Float32Array).length
  }
}

const entryOf = (
  { baseUrl, model }: Pick<EmbedderAddress, 'baseUrl' | 'model'>,
  origin: 'address' | 'environment',
  hasKey: boolean,
): EmbedderEntry => ({ id: addressId({ baseUrl, model }), origin, baseUrl, model, hasKey })

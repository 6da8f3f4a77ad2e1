import type { Context } from '@atom/kernel'
import { AtomError } from '@atom/kernel'
import type { Vault } from '@atom/storage'
import { invalidGraph } from '../graph/compile.ts'
import { type Trigger, triggerId } from '../graph/schema.ts'

type Auth = NonNullable<Extract<Trigger, { type: 'webhook' }>['auth']>

/** Stands in a graph where a secret is; behind it the id under which the vault keeps it. */
const mask = '••••••••'

/**
 * A graph whose webhook secret lies in the vault, and in the graph only what it is known by: that is what people, exports and other steps
 * see. A secret that already is such a mask stays; the mask alone is that of the draft there was.
 * @throws workflow.invalid_graph for a mask of a secret that is not kept here
 */
export async function sealSecret(
  tx: Context,
  vault: Pick<Vault, 'seal' | 'open'>,
  graph: Record<string, unknown>,
  before?: string,
): Promise<Record<string, unknown>> {
  const auth = authOf(graph)
  if (typeof auth?.secret !== 'string' || auth.secret === '' || auth.secret.length > 500) return graph
  const given = auth.secret === mask ? (before && authOf(JSON.parse(before))?.secret) || mask : auth.secret
  if (given.startsWith(mask)) await checkKept(tx, vault, given.slice(mask.length))
  const secret = given.startsWith(mask) ? given : `${mask}${await vault.seal(tx, given)}`
  const trigger = graph.trigger as Record<string, unknown>
  return { ...graph, trigger: { ...trigger, auth: { ...auth, secret } } }
}

async function checkKept(tx: Context, vault: Pick<Vault, 'open'>, id: string): Promise<void> {
  try {
    await vault.open(tx, id)
  } catch (error) {
    if (!AtomError.is(error) || error.code !== 'storage.secret_missing') throw error
    throw invalidGraph([
      { node: triggerId, field: 'auth.secret', message: 'This stands for a secret that is not kept here. Write it anew.' },
    ])
  }
}

function authOf(graph: Record<string, unknown>): { secret?: unknown } & Record<string, unknown> & { secret?: string } {
  const { trigger } = graph as { trigger?: { auth?: object } | null }
  const auth = trigger?.auth
  return (typeof auth === 'object' && auth !== null ? auth : {}) as never
}

const most = 1000

/** Secrets of webhooks that are called, opened once: what an id stands for never changes. */
export class OpenedSecrets {
  readonly #vault: Pick<Vault, 'open'>
  readonly #opened = new Map<string, string>()

  constructor(vault: Pick<Vault, 'open'>) {
    this.#vault = vault
  }

  /** The same with the secret itself. */
  open(ctx: Context, auth: Auth | undefined): Auth | undefined | Promise<Auth> {
    if (!auth?.secret.startsWith(mask)) return auth
    const key = `${ctx.workspaceId}\n${auth.secret}`
    const known = this.#opened.get(key)
    if (known !== undefined) return { ...auth, secret: known }
    return this.#vault.open(ctx, auth.secret.slice(mask.length)).then(secret => {
      if (this.#opened.size >= most) this.#opened.clear()
      this.#opened.set(key, secret)
      return { ...auth, secret }
    })
  }
}

import { faultPoint } from '@atom/kernel'
import { type Kysely, sql } from 'kysely'
import { adoptNextKey, nextKey } from './master-key.ts'
import type { Storage } from './storage.ts'
import { keptKeyId, type SecretTable, type Vault } from './vault.ts'

/** Secrets of one transaction. */
const chunk = 100

/** From the vault under the old master key to that under the new one. */
export interface Rotation {
  from: Vault
  to: Vault
}

interface RotateVaultOptions {
  /** Opened with `rotating`, by nobody else. */
  storage: Pick<Storage, 'kysely' | 'vault'>
  dataDir: string
  /** The key comes from ATOM_MASTER_KEY, so no file of ours is replaced. */
  given: boolean
  /** Purposes whose derived key stays what it is; it lies in the vault from now on. */
  keep: readonly string[]
  /** Encrypts anew what other packages keep under keys of the vault. May be called again after it was cut off. */
  alsoReseal(rotation: Rotation): Promise<void>
  /** In the transaction that ends it: takes away what only the old key can read. Throws where somebody else came meanwhile. */
  // biome-ignore lint/suspicious/noExplicitAny: each package types its own tables
  finish(kysely: Kysely<any>): Promise<void>
  /** Told how many secrets are done, of how many. */
  progress(done: number, all: number): void
}

export interface Rotated {
  /** Ids of the keys. */
  from: string
  to: string
  secrets: number
  /** Secrets that the old key could not read either; they stay as they were. */
  unreadable: number
}

/**
 * Gives the database a new master key: every secret is encrypted anew, a hundred a transaction, each naming its key. Whatever happens on the way, the
 * next call goes on where it was cut off; until it has ended no server or worker starts on this data (`storage.key_rotating`).
 * @throws storage.next_key_lost, storage.key_unwritten
 */
export async function rotateVault(options: RotateVaultOptions): Promise<Rotated> {
  const { storage, dataDir, given, keep, alsoReseal, finish, progress } = options
  const { kysely, vault: from } = storage
  const known = await kysely.selectFrom('master_key').selectAll().executeTakeFirstOrThrow()
  const next = nextKey(dataDir, from.keyId, known.next_key_id ?? undefined)
  const rotation: Rotation = { from, to: from.under(next) }
  await kysely.transaction().execute(async transaction => {
    await transaction.updateTable('master_key').set({ next_key_id: rotation.to.keyId }).execute()
    for (const purpose of keep) await keepKey(transaction, from, purpose)
  })
  await faultPoint('vault.begun')
  const { secrets, unreadable } = await resealSecrets(kysely, rotation, progress)
  await alsoReseal(rotation)
  await faultPoint('vault.before-finish')
  await kysely.transaction().execute(async transaction => {
    await finish(transaction)
    await transaction.updateTable('master_key').set({ key_id: rotation.to.keyId, next_key_id: null }).execute()
  })
  await faultPoint('vault.finished')
  if (!given) adoptNextKey(dataDir)
  return { from: from.keyId, to: rotation.to.keyId, secrets, unreadable }
}

/** The derived key of a purpose as a secret of no workspace; one that lies there already stays. */
// biome-ignore lint/suspicious/noExplicitAny: each package types its own tables
async function keepKey(kysely: Kysely<any>, vault: Vault, purpose: string): Promise<void> {
  const place = { workspace_id: '', id: keptKeyId(purpose) }
  await kysely
    .insertInto('secret')
    .values({ ...place, ...vault.encrypt(place, vault.derive(purpose).toString('base64')), created_at: new Date().toISOString() })
    .onConflict(c => c.columns(['workspace_id', 'id']).doNothing())
    .execute()
}

// biome-ignore lint/suspicious/noExplicitAny: see above
async function resealSecrets(kysely: Kysely<any>, { from, to }: Rotation, progress: RotateVaultOptions['progress']) {
  const count = (query: Kysely<SecretTables>) => query.selectFrom('secret').select(sql<number>`count(*)`.as('rows'))
  const { rows: all } = await count(kysely).executeTakeFirstOrThrow()
  const { rows: before } = await count(kysely).where('key_id', '=', to.keyId).executeTakeFirstOrThrow()
  let done = before
  let unreadable = 0
  for (let after: SecretTable | undefined; ; ) {
    let query = (kysely as Kysely<SecretTables>).selectFrom('secret').selectAll().where('key_id', '!=', to.keyId)
    if (after) query = query.where(sql<boolean>`(workspace_id, id) > (${after.workspace_id}, ${after.id})`)
    const rows = await query.orderBy('workspace_id').orderBy('id').limit(chunk).execute()
    after = rows.at(-1)
    if (!after) return { secrets: done, unreadable }
    const resealed = rows.flatMap(row => {
      try {
        return [{ row, sealed: to.encrypt(row, from.decrypt(row)) }]
      } catch {
        unreadable++
        return []
      }
    })
    await kysely.transaction().execute(async transaction => {
      for (const { row, sealed } of resealed)
        await transaction.updateTable('secret').set(sealed).where('workspace_id', '=', row.workspace_id).where('id', '=', row.id).execute()
    })
    done += resealed.length
    progress(done, all)
    await faultPoint('vault.chunk')
  }
}

interface SecretTables {
  secret: SecretTable
}

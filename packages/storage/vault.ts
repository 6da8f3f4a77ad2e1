import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { type Context, newId } from '@atom/kernel'
import type { Kysely } from 'kysely'
import { storageErrors } from './errors.ts'
import { keyIdOf } from './master-key.ts'
import { tablesOf } from './tables.ts'

/** A secret as it lies in the database: ciphertext and tag, its nonce, and which master key sealed it (see `keyIdOf`). */
export interface Sealed {
  key_id: string
  nonce: string
  sealed: string
}

export interface SecretTable extends Sealed {
  workspace_id: string
  id: string
  created_at: string
}

/** Where a secret stands: it can be read nowhere else. */
export type SecretPlace = Pick<SecretTable, 'workspace_id' | 'id'>

const store = tablesOf<{ secret: SecretTable }>()

/** Id of the secret, of no workspace, that holds the key of a purpose which outlives its master key. */
export const keptKeyId = (purpose: string): string => `key of ${purpose}`

/** Secrets at rest: AES-256-GCM under a key derived per record, bound to its workspace and id so that rows cannot be swapped. */
export class Vault {
  readonly #master: Buffer
  readonly #kept: ReadonlyMap<string, Buffer>
  readonly keyId: string

  /** `kept`: keys of purposes, by `keptKeyId`, that are not derived from this master key. */
  constructor(master: Buffer, kept: ReadonlyMap<string, Buffer> = new Map()) {
    this.#master = master
    this.#kept = kept
    this.keyId = keyIdOf(master)
  }

  /** The same vault under another master key. */
  under(master: Buffer): Vault {
    return new Vault(master, this.#kept)
  }

  /** Stores a secret in the caller's transaction. @returns its id, the only thing that may be kept elsewhere */
  async seal(ctx: Context, secret: string): Promise<string> {
    const id = newId()
    const row = { id, ...this.encrypt({ workspace_id: ctx.workspaceId, id }, secret), created_at: ctx.clock.now().toISOString() }
    await store.insert(ctx, 'secret', row).execute()
    return id
  }

  /** @throws storage.secret_missing, storage.secret_unreadable */
  async open(ctx: Context, id: string): Promise<string> {
    const row = await store.from(ctx, 'secret').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row) throw storageErrors.secret_missing()
    return this.decrypt(row as unknown as SecretTable)
  }

  async drop(ctx: Context, id: string): Promise<void> {
    await store.remove(ctx, 'secret').where('id', '=', id).execute()
  }

  encrypt(place: SecretPlace, secret: string): Sealed {
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', this.#derived(`secret:${place.id}`), nonce)
    cipher.setAAD(Buffer.from(`${place.workspace_id}:${place.id}`))
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()])
    return { key_id: this.keyId, nonce: nonce.toString('base64'), sealed: sealed.toString('base64') }
  }

  /** @throws storage.secret_unreadable */
  decrypt({ workspace_id, id, nonce, sealed: text }: SecretPlace & Sealed): string {
    const sealed = Buffer.from(text, 'base64')
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.#derived(`secret:${id}`), Buffer.from(nonce, 'base64'))
      decipher.setAAD(Buffer.from(`${workspace_id}:${id}`))
      decipher.setAuthTag(sealed.subarray(-16))
      return decipher.update(sealed.subarray(0, -16), undefined, 'utf8') + decipher.final('utf8')
    } catch (cause) {
      throw storageErrors.secret_unreadable({}, { cause })
    }
  }

  /** A key of 32 bytes for one purpose (session signing, …); the master key itself never leaves this class. */
  derive(purpose: string): Buffer {
    return this.#kept.get(keptKeyId(purpose)) ?? this.#derived(purpose)
  }

  #derived(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#master, 'atom', purpose, 32))
  }
}

/** The vault of this database under its master key, with the keys that outlived an earlier one. @throws storage.secret_unreadable */
// biome-ignore lint/suspicious/noExplicitAny: each package types its own tables
export async function openVault(kysely: Kysely<any>, master: Buffer): Promise<Vault> {
  const plain = new Vault(master)
  const rows = await (kysely as Kysely<{ secret: SecretTable }>)
    .selectFrom('secret')
    .selectAll()
    .where('workspace_id', '=', '')
    // In the middle of a rotation some are sealed with the next key.
    .where('key_id', '=', plain.keyId)
    .execute()
  return new Vault(master, new Map(rows.map(row => [row.id, Buffer.from(plain.decrypt(row), 'base64')])))
}

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { type Context, newId } from '@atom/kernel'
import { storageErrors } from './errors.ts'
import { keyIdOf } from './master-key.ts'
import { tablesOf } from './tables.ts'

interface SecretTable {
  workspace_id: string
  id: string
  /** Which master key sealed it; see `keyIdOf`. */
  key_id: string
  nonce: string
  sealed: string
  created_at: string
}

const store = tablesOf<{ secret: SecretTable }>()

/** Secrets at rest: AES-256-GCM under a key derived per record, bound to its workspace and id so that rows cannot be swapped. */
export class Vault {
  readonly #master: Buffer
  readonly keyId: string

  constructor(master: Buffer) {
    this.#master = master
    this.keyId = keyIdOf(master)
  }

  /** Stores a secret in the caller's transaction. @returns its id, the only thing that may be kept elsewhere */
  async seal(ctx: Context, secret: string): Promise<string> {
    const id = newId()
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', this.derive(`secret:${id}`), nonce)
    cipher.setAAD(Buffer.from(`${ctx.workspaceId}:${id}`))
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()])
    const row = {
      id,
      key_id: this.keyId,
      nonce: nonce.toString('base64'),
      sealed: sealed.toString('base64'),
      created_at: ctx.clock.now().toISOString(),
    }
    await store.insert(ctx, 'secret', row).execute()
    return id
  }

  /** @throws storage.secret_missing, storage.secret_unreadable */
  async open(ctx: Context, id: string): Promise<string> {
    const row = await store.from(ctx, 'secret').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row) throw storageErrors.secret_missing()
    const { nonce, sealed: text } = row as unknown as SecretTable
    const sealed = Buffer.from(text, 'base64')
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.derive(`secret:${id}`), Buffer.from(nonce, 'base64'))
      decipher.setAAD(Buffer.from(`${ctx.workspaceId}:${id}`))
      decipher.setAuthTag(sealed.subarray(-16))
      return decipher.update(sealed.subarray(0, -16), undefined, 'utf8') + decipher.final('utf8')
    } catch (cause) {
      throw storageErrors.secret_unreadable({}, { cause })
    }
  }

  async drop(ctx: Context, id: string): Promise<void> {
    await store.remove(ctx, 'secret').where('id', '=', id).execute()
  }

  /** A key of 32 bytes for one purpose (session signing, …); the master key itself never leaves this class. */
  derive(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#master, 'atom', purpose, 32))
  }
}

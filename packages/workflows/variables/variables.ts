import type { Context } from '@atom/kernel'
import type { Vault } from '@atom/storage'
import { store } from '../store.ts'

/** What expressions see under `vars`, and the names of those they may not. */
export interface Variables {
  vars: Record<string, unknown>
  secrets: ReadonlySet<string>
}

export const noVariables: Variables = { vars: {}, secrets: new Set() }

/** The workspace's variables. Of secret ones only the names are read. */
export async function readVariables(ctx: Context): Promise<Variables> {
  const rows = await store.from(ctx, 'workflow_variable').select(['name', 'value', 'secret_id']).execute()
  const plain = rows.filter(row => row.secret_id === null)
  return {
    vars: Object.fromEntries(plain.map(row => [row.name, JSON.parse(row.value)])),
    secrets: new Set(rows.filter(row => row.secret_id !== null).map(row => row.name)),
  }
}

/** Values of secret variables, for the moment in which a step runs. One that is gone is left out. */
export async function openSecrets(ctx: Context, vault: Pick<Vault, 'open'>, names: readonly string[]): Promise<Record<string, string>> {
  if (names.length === 0) return {}
  const rows = await store.from(ctx, 'workflow_variable').select(['name', 'secret_id']).where('name', 'in', names).execute()
  const opened: [string, string][] = []
  for (const { name, secret_id } of rows) if (secret_id !== null) opened.push([name, await vault.open(ctx, secret_id)])
  return Object.fromEntries(opened)
}

import type { Context } from '@atom/kernel'
import { store } from '../store.ts'

/** Keeps a graph as this version, by whoever asks: their runs act as them. Below zero it is a draft that was tried. */
export async function keepVersion(
  tx: Context,
  { workflowId, version, graph, note }: { workflowId: string; version: number; graph: string; note?: string | undefined },
): Promise<void> {
  await store
    .insert(tx, 'workflow_version', {
      workflow_id: workflowId,
      version,
      graph,
      published_by: tx.person.id,
      published_at: tx.clock.now().toISOString(),
      note: note ?? null,
    })
    .execute()
}

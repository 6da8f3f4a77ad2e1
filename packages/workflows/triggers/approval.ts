import type { EventBus } from '@atom/events'
import { holdApproval, remindOfQuestion } from '@atom/identity'
import type { JobHandler } from '@atom/jobs'
import type { Context, UnitOfWork } from '@atom/kernel'
import type { Engine } from '../engine.ts'
import { store } from '../store.ts'

/** A run that waits for a yes goes on in the transaction that records it. */
export function wakeByApprovals({ events, engine }: { events: EventBus; engine: Engine }): void {
  events.onPublish('approval.decided', async (tx, event) => {
    const id = String(event.data.id)
    const waiting = await store
      .from(tx, 'waitpoint')
      .select(['run_id', 'id'])
      .where('kind', '=', 'approval')
      .where('subject', '=', id)
      .where('status', '=', 'pending')
      .execute()
    if (waiting.length === 0) return
    const result = await answerGiven(tx, id)
    for (const wait of waiting) await engine.settle(tx, wait.run_id, wait.id, { status: 'done', result })
  })
}

/** What a run is given that waits for this approval; nothing while nobody has answered. */
export async function answerGiven(tx: Context, approvalId: string) {
  const { status, answers, decidedBy, skill } = await holdApproval(tx, approvalId)
  if (decidedBy === undefined) return undefined
  return { approvalId, question: skill, status, decidedBy, ...(answers === undefined ? {} : { answers }) }
}

/** Reminds those who have not answered a question. */
export const remindOfApproval = (unitOfWork: UnitOfWork): JobHandler => ({
  kind: 'workflow.remind',
  run: (ctx, { approvalId }) => unitOfWork.writing(ctx, tx => remindOfQuestion(tx, String(approvalId))),
})

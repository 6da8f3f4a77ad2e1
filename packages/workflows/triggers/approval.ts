import type { EventBus } from '@atom/events'
import { findApproval, remindOfQuestion } from '@atom/identity'
import type { JobHandler } from '@atom/jobs'
import type { UnitOfWork } from '@atom/kernel'
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
    const { status, answers } = await findApproval(tx, id)
    for (const wait of waiting)
      await engine.settle(tx, wait.run_id, wait.id, {
        status: 'done',
        result: { approvalId: id, status, decidedBy: tx.person.id, ...(answers === undefined ? {} : { answers }) },
      })
  })
}

/** Reminds those who have not answered a question. */
export const remindOfApproval = (unitOfWork: UnitOfWork): JobHandler => ({
  kind: 'workflow.remind',
  run: (ctx, { approvalId }) => unitOfWork.writing(ctx, tx => remindOfQuestion(tx, String(approvalId))),
})

import { setTimeout as pause } from 'node:timers/promises'
import type { ChatMessage } from '@atom/contracts'
import type { Context, UnitOfWork } from '@atom/kernel'
import { findMessage } from './messages.ts'

/** Milliseconds between two looks. */
const every = 250
/** Milliseconds after which its writer is given up: no turn takes so long. */
const longest = 15 * 60_000

/** The message that another process writes, once it has ended; as it stands if it does not end. Nothing where it was deleted. @throws when the asker leaves */
export async function endedElsewhere(ctx: Context, unitOfWork: UnitOfWork, id: string): Promise<ChatMessage | undefined> {
  const until = performance.now() + longest
  for (;;) {
    const message = await findMessage(unitOfWork.reading(ctx), id)
    if (message?.status !== 'streaming' || performance.now() > until) return message
    await pause(every, undefined, { signal: ctx.signal })
  }
}

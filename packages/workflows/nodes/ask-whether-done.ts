import { askPeople } from '@atom/identity'
import type { Context } from '@atom/kernel'
import { about, itemAtHand } from './item-at-hand.ts'
import type { Step, StepResult } from './node-type.ts'

/** Milliseconds people have to say what became of an interrupted call; then it counts as failed. */
const patience = 7 * 86_400_000

const answers = ['done', 'again', 'fail'] as const
export type WhetherDone = (typeof answers)[number]

/** What the form calls its one field: the number of the call it asks about, so that an answer is never taken for one about a later call. */
const fieldOf = (call: number) => `call${call}`

/** Asks people what became of a call in whose middle the machine stopped, in the transaction that journals the wait for their answer. */
export async function askWhetherDone(tx: Context, step: Step, call: number): Promise<StepResult> {
  const { node } = step
  const until = new Date(tx.clock.now().getTime() + patience).toISOString()
  const { id } = await askPeople(tx, {
    title: about(`Was “${node.title ?? node.id}” done?`, await itemAtHand(step)),
    message:
      'ATOM was stopped in the middle of this step. It may or may not have been done. Look where it would show, then say “done” to go on, “again” to do it once more, or “fail”.',
    form: [{ name: fieldOf(call), label: 'What became of it', type: 'choice', required: true, choices: [...answers] }],
    expiresAt: until,
  })
  return { wait: { kind: 'approval', approvalId: id, until } }
}

/** What a person said about which call; nothing where the step waited for something else. A no, and no answer in time, is `fail`. */
export function askedBefore({ came }: Step): { says: WhetherDone; call: number } | undefined {
  const answer = came?.result as { status?: string; question?: string; answers?: Record<string, unknown> } | undefined
  if (came === undefined || answer?.question !== 'people.ask') return undefined
  const [field, said] = Object.entries(answer.answers ?? {})[0] ?? ['', undefined]
  const says = answers.find(one => one === said)
  return { says: answer.status === 'approved' && says ? says : 'fail', call: Number(field.slice(4)) || 0 }
}

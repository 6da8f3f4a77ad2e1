/**
 * Every named place at which a test can kill, delay or fail the process, and what is true there. A point is added here and passed by
 * `faultPoint` at its place; `tests/server/fault-points.test.ts` kills the server at each.
 */
export const faultPoints = {
  'invoke.before-commit': 'a write has run in its transaction, nothing of it is durable',
  'invoke.after-commit': 'a write is durable, nobody has been told',
  'events.published': 'an event and what its subscribers wrote stand in a transaction that is still open',
  'jobs.taken': 'a job is leased to this process, its handler has not begun',
  'jobs.before-done': 'a job’s handler has ended, the job does not say so yet',
  'chat.card-stored': 'the card of a call of the chat is durable, the call was not made yet',
  'chat.called': 'a call of the chat is durable, its card does not say what came of it',
  'chat.asked': 'a card that asks for a yes is durable, nobody has seen it',
  'chat.approved-called': 'what was approved is done, its card still asks',
  'approvals.decided': 'a person’s yes or no is durable, what waits for it has not gone on',
  'engine.before-commit': 'steps of a run have ended, the journal does not say so yet',
  'engine.after-commit': 'the journal says what steps gave, nothing that follows has begun',
  'engine.before-effect': 'all that leads to a step others can see is durable, it has not begun',
  'engine.after-effect': 'a step others can see has ended, the journal does not say so yet',
  'engine.before-suspend': 'a run waits, and still belongs to this worker',
  'memory.taken': 'documents are out of the queue, nothing of them was read',
  'memory.text-written': 'a document’s text is durable, none of it is in the index',
  'memory.chunks-added': 'a document’s passages are in the index, the document does not count them yet',
  'memory.settled': 'a document counts its new passages, the old ones are still there',
  'memory.received': 'an upload is on the disk, no row names it',
  'memory.forgotten': 'the rows of deleted documents are gone, the index still has them',
  'reembed.copied': 'some more passages are in the index that is being made with another embedder',
  'reembed.switched': 'the index made with another embedder serves, the former is still there',
  'vault.begun': 'the database knows of the new master key, no secret is encrypted with it',
  'vault.chunk': 'some more secrets are encrypted with the new master key',
  'vault.before-finish': 'everything is encrypted with the new master key, the database does not say so yet',
  'vault.finished': 'the database says which master key it has now, the file of the key is still the old one',
} as const

export type FaultPoint = keyof typeof faultPoints

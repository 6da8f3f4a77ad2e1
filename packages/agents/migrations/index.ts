import type { Migration } from 'kysely/migration'
import * as chat from './20261124T0950-chat.ts'
import * as chatCallActor from './20261125T0935-chat-call-actor.ts'

export const migrations: Record<string, Migration> = {
  '20261124T0950-chat': chat,
  '20261125T0935-chat-call-actor': chatCallActor,
}

import type { Migration } from 'kysely/migration'
import * as identity from './20261124T0930-identity.ts'
import * as keysAndClaims from './20261125T0930-keys-and-claims.ts'
import * as approvalPeople from './20261125T1030-approval-people.ts'
import * as ages from './20261125T1230-ages.ts'
import * as resetLinks from './20261125T1330-reset-links.ts'
import * as approvalQuestions from './20261125T1350-approval-questions.ts'
import * as undoIfStill from './20261125T1600-undo-if-still.ts'
import * as undoTitle from './20261125T1750-undo-title.ts'
import * as approvalNames from './20261125T1830-approval-names.ts'
import * as formerMembers from './20261125T2300-former-members.ts'

export const identityMigrations: Record<string, Migration> = {
  '20261124T0930-identity': identity,
  '20261125T0930-keys-and-claims': keysAndClaims,
  '20261125T1030-approval-people': approvalPeople,
  '20261125T1230-ages': ages,
  '20261125T1330-reset-links': resetLinks,
  '20261125T1350-approval-questions': approvalQuestions,
  '20261125T1600-undo-if-still': undoIfStill,
  '20261125T1750-undo-title': undoTitle,
  '20261125T1830-approval-names': approvalNames,
  '20261125T2300-former-members': formerMembers,
}

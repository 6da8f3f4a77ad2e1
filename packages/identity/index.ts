import type { RefResolver } from '@atom/kernel'
import { personRef } from './refs/person.ts'

export const identityRefs: RefResolver[] = [personRef]

export { type ApprovalAnswer, decideApproval, findApproval, holdApproval } from './approvals.ts'
export { askPeople, askPeopleId, type Question, remindOfQuestion } from './ask-people.ts'
export type { SignInLimiter } from './auth/sign-in-limiter.ts'
export type { RequestHeaders } from './authenticate.ts'
export type { Caller } from './caller.ts'
export { identityErrors } from './errors.ts'
export { createIdentity, type Identity, type IdentityOptions } from './identity.ts'
export type { Instance } from './instance.ts'
export { membersAmong } from './members-among.ts'
export { identityMigrations } from './migrations/index.ts'
export { type NewNotification, type Notify, notify } from './notify.ts'
export * from './prune-records.ts'
export { identitySkills } from './skills/index.ts'
export { takeUndo } from './undo-log.ts'

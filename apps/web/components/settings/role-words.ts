import type { Member } from '../../lib/records.ts'

type Role = Member['role']

/** Each role, from the most it may to the least, and what that is. */
export const roleWords: readonly { value: Role; label: string; say: string }[] = [
  { value: 'owner', label: 'Owner', say: 'may do everything' },
  { value: 'admin', label: 'Admin', say: 'looks after people, models and rules' },
  { value: 'member', label: 'Member', say: 'works with everything here' },
  { value: 'viewer', label: 'Viewer', say: 'looks and asks, changes nothing' },
]

/** Roles somebody with this one may give. */
export const rolesBelow = (role: Role) => roleWords.slice(roleWords.findIndex(one => one.value === role))

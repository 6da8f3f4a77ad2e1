import { defineErrors } from '@atom/kernel'

export const identityErrors = defineErrors('identity', {
  no_such_workspace: { status: 404, retry: 'never', say: 'You do not belong to a workspace “{workspace}”.' },
  key_not_found: { status: 404, retry: 'never', say: 'There is no such API key.' },
  key_revoked: { status: 401, retry: 'never', say: 'This API key was revoked.' },
  notification_not_found: { status: 404, retry: 'never', say: 'There is no such notification.' },
  not_a_member: { status: 422, retry: 'never', say: '“{person}” is not a member of this workspace.' },
  approval_not_found: { status: 404, retry: 'never', say: 'There is no such approval.' },
  approval_settled: { status: 409, retry: 'never', say: 'This was already {status}.' },
  approval_expired: { status: 409, retry: 'never', say: 'This approval has expired. Ask again.' },
  approval_not_given: { status: 409, retry: 'never', say: 'Nobody has approved this yet.' },
  approval_used: { status: 409, retry: 'never', say: 'This approval was already used. Ask again.' },
  approval_differs: { status: 409, retry: 'never', say: 'What was approved is not what is to be done now. Ask again.' },
  approval_not_yours: { status: 403, retry: 'never', say: 'Only the person who asked, or an admin, may decide this.' },
  always_needs_admin: { status: 403, retry: 'never', say: 'Only an admin may approve this for all times. Approve it for this once.' },
  person_unknown: { status: 400, retry: 'never', say: 'Nobody here is called “{words}”.' },
  time_zone_unknown: { status: 400, retry: 'never', say: 'There is no time zone “{timeZone}”. Use a name like Europe/Berlin.' },
  locale_unknown: { status: 400, retry: 'never', say: 'There is no language “{locale}”. Use a tag like en-GB.' },
  nothing_to_undo: { status: 404, retry: 'never', say: 'There is nothing to undo.' },
})

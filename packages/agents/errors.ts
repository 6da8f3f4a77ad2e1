import { defineErrors } from '@atom/kernel'

export const chatErrors = defineErrors('chat', {
  session_not_found: { status: 404, retry: 'never', say: 'There is no such chat.' },
  unknown_agent: { status: 404, retry: 'never', say: 'There is no agent called “{agent}”.' },
  message_reused: { status: 409, retry: 'never', say: 'This messageId was used for another message. Use a new one.' },
  nothing_to_undo: { status: 404, retry: 'never', say: 'There is nothing to undo.' },
  interrupted: { status: 500, retry: 'never', say: 'ATOM was restarted while this ran. Check whether it happened before you repeat it.' },
  stopped: { status: 499, retry: 'never', say: 'Stopped.' },
  repeated: { status: 409, retry: 'never', say: 'The same call came again with the same input, so it was not made once more.' },
  unexpected: { status: 500, retry: 'never', say: 'Something went wrong inside ATOM. It has been written to the log.' },
})

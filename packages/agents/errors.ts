import { defineErrors } from '@atom/kernel'

export const chatErrors = defineErrors('chat', {
  session_not_found: { status: 404, retry: 'never', say: 'There is no such chat.' },
  unknown_agent: { status: 404, retry: 'never', say: 'There is no agent called “{agent}”.' },
  message_reused: { status: 409, retry: 'never', say: 'This messageId was used for another message. Use a new one.' },
  cannot_undo: { status: 409, retry: 'never', say: 'The last thing I did, “{title}”, cannot be taken back.' },
  no_schedule: {
    status: 409,
    retry: 'never',
    say: '“{name}” does not run at times, so there is no time to change. Open it in the builder to change what starts it.',
  },
  unclear_time: {
    status: 422,
    retry: 'never',
    say: 'At what time should “{name}” run? Say “change it to 9” or “change it to every Monday at 9”.',
  },
  not_done: { status: 500, retry: 'never', say: 'ATOM was restarted before this was done. Nothing was changed.' },
  unsure: { status: 500, retry: 'never', say: '{reason} Whether it was done all the same is not known: look before you repeat it.' },
  asker_left: { status: 403, retry: 'never', say: 'Who asked for this no longer belongs to the workspace. It was not done.' },
  interrupted: { status: 500, retry: 'never', say: 'ATOM was restarted while this ran. Check whether it happened before you repeat it.' },
  stopped: { status: 499, retry: 'never', say: 'Stopped.' },
  repeated: { status: 409, retry: 'never', say: 'The same call came again with the same input, so it was not made once more.' },
  unknown_tool: { status: 404, retry: 'never', say: 'The model asked for “{tool}”, which does not exist here.' },
  unreadable_call: { status: 400, retry: 'never', say: 'The model asked for this in a way that cannot be read.' },
  answer_too_long: { status: 502, retry: 'never', say: 'The model would not stop writing, so it was stopped.' },
  turn_too_long: { status: 504, retry: 'never', say: 'The model worked for more than {minutes} minutes and was stopped.' },
  model_failed: { status: 502, retry: 'policy', say: 'The language model failed.' },
  unexpected: { status: 500, retry: 'never', say: 'Something went wrong inside ATOM. It has been written to the log.' },
})

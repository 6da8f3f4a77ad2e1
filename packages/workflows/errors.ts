import { defineErrors } from '@atom/kernel'

export const workflowErrors = defineErrors('workflow', {
  invalid_graph: { status: 400, retry: 'never', say: 'This automation cannot run yet: {summary}' },
  bad_expression: { status: 400, retry: 'never', say: '“{expression}” is not a valid expression: {problem}' },
  missing_value: {
    status: 422,
    retry: 'never',
    say: '“{expression}” has no value. Mark it optional with a ? at its end if that is all right.',
  },
  expression_failed: { status: 422, retry: 'never', say: '“{expression}” could not be worked out: {problem}' },
  code_failed: { status: 422, retry: 'never', say: 'The code stopped with an error: {problem}' },
  code_over_limit: { status: 422, retry: 'never', say: 'The code was stopped: {problem}' },
})

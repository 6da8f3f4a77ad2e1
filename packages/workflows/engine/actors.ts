import type { Context, Logger } from '@atom/kernel'
import { workflowErrors } from '../errors.ts'
import type { RunTable } from '../store.ts'
import type { EngineParts } from './parts.ts'

/** As whom runs act. */
export class Actors {
  readonly #parts: Pick<EngineParts, 'deps'>

  constructor(parts: EngineParts) {
    this.#parts = parts
  }

  /** The person of the run with their present role. @throws workflow.publisher_gone */
  async of(run: RunTable): Promise<Context> {
    const ctx = await this.#parts.deps.memberContext(run.workspace_id, run.person_id, run.id)
    if (!ctx) throw workflowErrors.publisher_gone()
    return { ...ctx, log: logOf(ctx.log, run) }
  }
}

/** Every line a step writes says of which run it is. */
function logOf(log: Logger, { id: runId, workflow_id: workflow }: RunTable): Logger {
  const own = { runId, workflow }
  return {
    debug: (fields, message) => log.debug({ ...own, ...fields }, message),
    info: (fields, message) => log.info({ ...own, ...fields }, message),
    warn: (fields, message) => log.warn({ ...own, ...fields }, message),
    error: (fields, message) => log.error({ ...own, ...fields }, message),
  }
}

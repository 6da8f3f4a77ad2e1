import { context, type Span, SpanStatusCode, trace } from '@opentelemetry/api'
import type { RunTable, StepTable } from '../store.ts'

const tracer = trace.getTracer('atom.workflows')

/** A span of OpenTelemetry for each stay of a run in memory, and of its steps within; nothing where no SDK listens. */
export class RunTrace {
  readonly #span: Span

  constructor({ id, workflow_id, workspace_id, trigger, epoch }: RunTable) {
    const attributes = {
      'atom.run': id,
      'atom.workflow': workflow_id,
      'atom.workspace': workspace_id,
      'atom.trigger': trigger,
      'atom.epoch': epoch,
    }
    this.#span = tracer.startSpan('run', { attributes })
  }

  /** A step that is over for good, or begins to wait. */
  step({ node, iteration, status, attempt, error, started_at, finished_at }: StepTable): void {
    if (!this.#span.isRecording()) return
    const attributes = { 'atom.node': node, 'atom.iteration': iteration, 'atom.status': status, 'atom.attempt': attempt }
    const span = tracer.startSpan(
      `step ${node}`,
      { attributes, startTime: new Date(started_at) },
      trace.setSpan(context.active(), this.#span),
    )
    if (error !== null) span.setStatus({ code: SpanStatusCode.ERROR })
    span.end(finished_at === null ? undefined : new Date(finished_at))
  }

  /** It ended, or rests. */
  end(how: string): void {
    this.#span.setAttribute('atom.rest', how)
    this.#span.end()
  }
}

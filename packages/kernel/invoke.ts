import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { Context } from './context.ts'
import { AtomError, type FieldError, kernelErrors } from './errors.ts'
import { faultPoint } from './fault.ts'
import { type FieldMeaning, meaningOf } from './fields.ts'
import { forReading } from './http/client.ts'
import { watchSending } from './http/watch-sending.ts'
import { isId } from './ids.ts'
import type { ApprovalGate, ApprovalRecord, Audit, AuditEntry, Idempotency, Permission, RefResolver, UndoLog, UnitOfWork } from './ports.ts'
import type { SkillRegistry } from './registry.ts'
import { sayIssue } from './say-issue.ts'
import { namesIn, settleInput } from './settle-input.ts'
import { type Affected, type Effect, effectOf, idempotencyOf, type Skill } from './skill.ts'
import { checkStorable } from './storable.ts'
import { toUtc } from './time/zone.ts'
import { titleIn } from './title-in.ts'

export interface InvokeOptions {
  /** Same key and input: same answer, done once. */
  idempotencyKey?: string
  /** The approval that was given for exactly this input. */
  approvalId?: string
  /** Nobody else calls under this key, so a call without an answer was cut off: it is not taken for one under way. */
  alone?: boolean
  /** The input as people may see it who are asked for an approval; as it is unless told. */
  shown?: (input: Record<string, unknown>) => Record<string, unknown>
  /** Fields that hold ids and no words, of whatever kind of thing: nothing is looked for by its name. */
  ids?: readonly string[]
  /** Called by another skill, whose own undo takes back the whole. */
  nested?: boolean
  /** What goes on after its beginning is not waited for; see `Skill.follow`. */
  begin?: boolean
  /** The caller writes down itself what a read gives, and may make one again that was cut off: no answer is kept under the key, which costs two commits. */
  keepsReads?: boolean
  /** Who called was told by a person to try again: an answer of 5xx gives the key back, as one of 4xx does, instead of leaving it interrupted. */
  retriesRefused?: boolean
}

export type Outcome =
  | { status: 'done'; output: unknown; replayed: boolean; effect: Effect; undoId?: string }
  | { status: 'approval'; approval: ApprovalRecord }

export interface InvokeDeps {
  registry: SkillRegistry
  unitOfWork: UnitOfWork
  permission: Permission
  approvals: ApprovalGate
  audit: Audit
  idempotency: Idempotency
  undoLog: UndoLog
  refs: ReadonlyMap<string, RefResolver>
}

export type Invoke = (ctx: Context, skillId: string, input: unknown, options?: InvokeOptions) => Promise<Outcome>

const defaultTimeout = 30_000

/** Parses against the skill's input; unknown fields are refused. @throws kernel.invalid_input with a path for each fault */
export function parseInput(skill: Skill, input: unknown): Record<string, unknown> {
  checkStorable(input)
  const parsed = strictInput(skill).safeParse(input ?? {})
  if (parsed.success) return parsed.data as Record<string, unknown>
  throw invalidInput(parsed.error)
}

const strict = new WeakMap<Skill, z.ZodObject>()
/** The input schema as callers see it: an object that refuses what it does not know. */
export function strictInput(skill: Skill): z.ZodObject {
  let schema = strict.get(skill)
  if (!schema) {
    schema = (skill.input as z.ZodObject).strict()
    strict.set(skill, schema)
  }
  return schema
}

/** Turns a schema's complaint into the problem the API answers. */
export function invalidInput(error: z.ZodError): AtomError {
  const errors: FieldError[] = error.issues.flatMap(issue =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map(key => ({ path: [...issue.path, key].join('.'), message: 'This field is not known here.' }))
      : [{ path: issue.path.join('.'), message: sayIssue(issue) }],
  )
  const summary = errors
    .slice(0, 3)
    .map(e => (e.path ? `${e.path}: ${e.message}` : e.message))
    .join(' ')
  return kernelErrors.invalid_input({ summary }, { errors })
}

/** One string for one call; the same call has the same one. */
export function fingerprint(skillId: string, input: unknown): string {
  return createHash('sha256')
    .update(`${skillId}\n${stable(input)}`)
    .digest('hex')
}

function stable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stable).join(',')}]`
  if (value && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, v]) => v !== undefined)
    return `{${entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => `${JSON.stringify(k)}:${stable(v)}`)
      .join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

/**
 * The only door to any effect: validates, checks permission and approval, resolves what the input names, limits time, runs,
 * validates the answer; audit, events and the idempotency answer are written in the write's own transaction.
 */
export function createInvoke(deps: InvokeDeps): Invoke {
  async function invoke(ctx: Context, skillId: string, rawInput: unknown, options: InvokeOptions = {}): Promise<Outcome> {
    const skill = deps.registry.find(skillId) ?? (await deps.registry.in(ctx)).get(skillId)
    const input = parseInput(skill, rawInput)
    const effect = effectOf(skill, input)
    const entry = { skill: skill.id, effect, fields: Object.keys(input) }

    const decision = await decide(ctx, skill, effect, entry)
    requireIds(skill, input, options.ids)
    if (decision === 'ask' && !options.approvalId) return ask(ctx, skill, input, entry, options)
    // A read that is followed is an automation all of whose steps read: beginning it writes the rows of its run and no more, and each step is a
    // call of its own through this door, as a reader.
    if (effect === 'read' && !skill.follow) return readOnce(ctx, skill, input, options)
    let outcome: Outcome
    try {
      outcome =
        skill.reach === 'outside'
          ? await writeOutside(ctx, skill, input, entry, options)
          : await writeLocal(ctx, skill, input, entry, options)
    } catch (error) {
      await recordFailure(ctx, entry, error)
      throw error
    }
    if (!options.nested) await faultPoint('invoke.after-commit')
    return outcome.status === 'done' && skill.follow && !options.nested && !options.begin
      ? { ...outcome, output: checked(skill, await skill.follow(ctx, outcome.output, input)) }
      : outcome
  }

  async function decide(ctx: Context, skill: Skill, effect: Effect, entry: Omit<AuditEntry, 'outcome'>) {
    let decision: Awaited<ReturnType<Permission['decide']>>
    try {
      decision = await deps.permission.decide(deps.unitOfWork.reading(ctx), skill, effect)
      if (decision === 'deny') throw kernelErrors.denied_by_policy({ skill: skill.id })
    } catch (error) {
      if (effect !== 'read' && AtomError.is(error) && error.status === 403)
        await deps.unitOfWork.writing(ctx, tx => deps.audit.record(tx, { ...entry, outcome: 'denied', error: error.code }))
      throw error
    }
    return decision
  }

  /**
   * The question is the answer under the key: the same call again asks nobody twice, until it comes with the approval. Nobody is asked
   * whether to take away nothing: that is done in this very transaction, so that nothing can come up in between, and says so.
   */
  function ask(ctx: Context, skill: Skill, input: Record<string, unknown>, entry: Omit<AuditEntry, 'outcome'>, options: InvokeOptions) {
    return deps.unitOfWork.writing(ctx, async (tx): Promise<Outcome> => {
      const earlier = await claim(tx, skill, input, options)
      if (earlier) return earlier
      const asked = await settleInput(tx, deps.refs, skill, input)
      const affected = await affectedBy(tx, skill, input)
      if (affected?.titles.length === 0 && skill.reach !== 'outside') return perform(tx, skill, input, entry, options)
      const about = { affected, named: await namesIn(tx, deps.refs, skill, asked) }
      const outcome = { status: 'approval', approval: await deps.approvals.request(tx, skill, shownOf(asked, options), about) } as const
      await deps.audit.record(tx, { ...entry, outcome: 'asked' })
      if (options.idempotencyKey) await deps.idempotency.store(tx, options.idempotencyKey, outcome)
      return outcome
    })
  }

  /** A read leaves nothing behind, unless it came with a key: then its answer is kept like any other. An approval is used up by it, once for a key. */
  async function readOnce(ctx: Context, skill: Skill, input: Record<string, unknown>, options: InvokeOptions): Promise<Outcome> {
    const key = options.keepsReads && !options.approvalId ? undefined : options.idempotencyKey
    const earlier = (key || options.approvalId) && (await deps.unitOfWork.writing(ctx, tx => begin(tx, skill, input, options, true)))
    if (earlier) return earlier
    try {
      const outcome = { status: 'done', output: await read(ctx, skill, input), replayed: false, effect: 'read' } as const
      if (key) await deps.unitOfWork.writing(ctx, tx => deps.idempotency.store(tx, key, outcome))
      return outcome
    } catch (error) {
      if (key) await deps.unitOfWork.writing(ctx, tx => deps.idempotency.release(tx, key))
      throw error
    }
  }

  async function read(ctx: Context, skill: Skill, input: Record<string, unknown>) {
    const base = deps.unitOfWork.reading(ctx)
    const reading = { ...base, http: skill.unsafeRead ? base.http : forReading(base.http, skill.id) }
    return limit(reading, skill, async limited =>
      checked(skill, await skill.run(limited, await resolveInput(limited, skill, input, 'read'))),
    )
  }

  function writeLocal(
    ctx: Context,
    skill: Skill,
    input: Record<string, unknown>,
    entry: Omit<AuditEntry, 'outcome'>,
    options: InvokeOptions,
  ) {
    return deps.unitOfWork.writing(ctx, async tx => {
      const earlier = await begin(tx, skill, input, options)
      return earlier ?? perform(tx, skill, input, entry, options)
    })
  }

  /** Inside a write transaction, where the key is claimed. */
  async function perform(
    tx: Context,
    skill: Skill,
    input: Record<string, unknown>,
    entry: Omit<AuditEntry, 'outcome'>,
    options: InvokeOptions,
  ): Promise<Outcome> {
    const { output, resolved, before } = await limit(tx, skill, async limited => {
      const resolved = await resolveInput(limited, skill, input, entry.effect)
      const before = await skill.before?.(limited, resolved)
      return { resolved, before, output: checked(skill, await skill.run(limited, resolved)) }
    })
    return settle(tx, skill, resolved, output, before, entry, options)
  }

  /**
   * The key is claimed before the call and answered after it. Between the two nobody knows what came of it: only a failure before
   * anything was sent, or one the other side refused, gives the key back; after any other the key answers `kernel.interrupted`.
   */
  async function writeOutside(
    ctx: Context,
    skill: Skill,
    input: Record<string, unknown>,
    entry: Omit<AuditEntry, 'outcome'>,
    options: InvokeOptions,
  ) {
    const key = options.idempotencyKey
    const earlier = await deps.unitOfWork.writing(ctx, tx => begin(tx, skill, input, options, idempotencyOf(skill, input) === 'key'))
    if (earlier) return earlier
    const sending = watchSending(ctx.http)
    let begun = false
    try {
      const outer: Context = { ...ctx, http: sending.http, ...(key ? { idempotencyKey: key } : {}) }
      const { output, resolved } = await limit(outer, skill, async limited => {
        const resolved = await resolveInput(limited, skill, input, entry.effect)
        begun = true
        return { resolved, output: checked(skill, await skill.run(limited, resolved)) }
      })
      return await deps.unitOfWork.writing(ctx, tx => settle(tx, skill, resolved, output, undefined, entry, options))
    } catch (error) {
      const again = options.retriesRefused === true && sending.allRefused()
      const without = !begun || sending.nothingDone(error) || again
      // What certainly did nothing has not used up the yes: the next try is the same call, and the yes was to it.
      const yes = without ? options.approvalId : undefined
      if (key || yes)
        await deps.unitOfWork.writing(ctx, async tx => {
          if (key) await (without ? deps.idempotency.release(tx, key) : deps.idempotency.interrupt(tx, key))
          if (yes) await deps.approvals.giveBack(tx, yes)
        })
      throw error
    }
  }

  /** Claims the key and uses up the approval, together; or gives the first answer. */
  async function begin(
    tx: Context,
    skill: Skill,
    input: Record<string, unknown>,
    options: InvokeOptions,
    repeatable = false,
  ): Promise<Outcome | undefined> {
    const earlier = await claim(tx, skill, input, options, repeatable)
    if (!earlier && options.approvalId)
      await deps.approvals.consume(
        tx,
        options.approvalId,
        skill,
        shownOf(await settleInput(tx, deps.refs, skill, input), options),
        await affectedBy(tx, skill, input),
      )
    return earlier
  }

  /** What a call would take away now; nothing where it names what is not there, or the skill does not say. */
  async function affectedBy(tx: Context, skill: Skill, input: Record<string, unknown>): Promise<Affected | undefined> {
    if (!skill.affects) return undefined
    try {
      return await skill.affects(tx, await resolveInput(tx, skill, input, effectOf(skill, input)))
    } catch (error) {
      if (AtomError.is(error)) return undefined
      throw error
    }
  }

  async function claim(
    tx: Context,
    skill: Skill,
    input: unknown,
    { idempotencyKey, approvalId, alone = false }: InvokeOptions,
    repeatable = false,
  ): Promise<Outcome | undefined> {
    if (!idempotencyKey) return undefined
    const reopens = (answer: unknown) => approvalId !== undefined && askedIn(answer) === approvalId
    const known = await deps.idempotency.claim(tx, idempotencyKey, fingerprint(skill.id, input), { repeatable, alone, reopens })
    if (!known) return undefined
    const asked = askedIn(known.answer)
    if (asked !== undefined) return { status: 'approval', approval: await deps.approvals.find(tx, asked) }
    return { ...(known.answer as Extract<Outcome, { status: 'done' }>), replayed: true }
  }

  async function settle(
    tx: Context,
    skill: Skill,
    input: Record<string, unknown>,
    output: unknown,
    before: unknown,
    entry: Omit<AuditEntry, 'outcome'>,
    { idempotencyKey, nested }: InvokeOptions,
  ): Promise<Outcome> {
    const target = skill.target?.(output, input) ?? idOf(output) ?? idOf(input)
    await deps.audit.record(tx, { ...entry, ...(target ? { target } : {}), outcome: 'done' })
    const call = nested ? undefined : skill.undo?.(output, input, before)
    const undoId = call ? await deps.undoLog.record(tx, { skill: skill.id, title: titleIn(output) ?? titleIn(before) }, call) : undefined
    const outcome = { status: 'done', output, replayed: false, effect: entry.effect, ...(undoId ? { undoId } : {}) } as const
    if (idempotencyKey) await deps.idempotency.store(tx, idempotencyKey, outcome)
    if (!nested) await faultPoint('invoke.before-commit')
    return outcome
  }

  async function recordFailure(ctx: Context, entry: Omit<AuditEntry, 'outcome'>, error: unknown) {
    const code = AtomError.is(error) ? error.code : 'internal'
    // The failure itself is what the caller must hear of; a failing audit write (a full disk) may not replace it.
    await deps.unitOfWork
      .writing(ctx, tx => deps.audit.record(tx, { ...entry, outcome: 'failed', error: code }))
      .catch((cause: unknown) => ctx.log.error({ err: cause, skill: entry.skill }, 'a failed call could not be written to the audit log'))
  }

  /** Within the skill's time; what the work calls ends with it. */
  const limit = <T>(ctx: Context, skill: Skill, work: (ctx: Context) => Promise<T>): Promise<T> =>
    withinTime(ctx, skill, limited => work(withInvoke(limited)))

  /** Skills that call skills use the same door, in the same transaction; an approval cannot be asked for half-way. */
  function withInvoke(ctx: Context): Context {
    const own: Context = {
      ...ctx,
      invoke: async (id, input) => {
        const outcome = await invoke(own, id, input, { nested: true })
        if (outcome.status === 'approval') throw kernelErrors.denied_by_policy({ skill: id })
        return outcome.output
      },
    }
    return own
  }

  async function resolveInput(ctx: Context, skill: Skill, input: Record<string, unknown>, effect: Effect) {
    const resolved: Record<string, unknown> = { ...input }
    for (const [name, schema] of Object.entries(skill.input.shape as Record<string, z.ZodType>)) {
      const value = resolved[name]
      const meaning = value === undefined || value === null ? undefined : meaningOf(schema)
      if (!meaning) continue
      if (meaning.kind === 'when') {
        const zone = meaning.zone === undefined ? undefined : input[meaning.zone]
        resolved[name] = toUtc(value as string, typeof zone === 'string' ? zone : ctx.person.timeZone)
      } else if (meaning.kind === 'ref')
        resolved[name] = Array.isArray(value)
          ? await Promise.all(value.map(words => resolveRef(ctx, meaning, words as string, effect)))
          : await resolveRef(ctx, meaning, value as string, effect)
    }
    return resolved
  }

  async function resolveRef(ctx: Context, meaning: FieldMeaning, words: string, effect: Effect): Promise<string> {
    const resolver = deps.refs.get(meaning.to ?? '')
    if (!resolver) throw new Error(`No package resolves references to ${meaning.to}.`)
    const id = await resolver.resolve(ctx, words, { effect, unknown: meaning.unknown ?? 'refuse' })
    if (id === undefined) throw kernelErrors.not_found({ what: meaning.to, words })
    return id
  }

  return invoke
}

const shownOf = (input: Record<string, unknown>, { shown }: InvokeOptions) => shown?.(input) ?? input

function checked(skill: Skill, output: unknown): unknown {
  const parsed = (skill.output as z.ZodType).safeParse(output)
  if (parsed.success) return parsed.data
  throw kernelErrors.invalid_output({ skill: skill.id }, { cause: parsed.error })
}

/** Ends the work's signal, its queries, and the wait for it, when its time is up or the caller's signal ends. (`AbortSignal.any` costs more than the rest of a read.) */
async function withinTime<T>(ctx: Context, skill: Skill, work: (ctx: Context) => Promise<T>): Promise<T> {
  if (ctx.signal.aborted) throw kernelErrors.cancelled({ skill: skill.title })
  const milliseconds = skill.timeout ?? defaultTimeout
  const own = new AbortController()
  const stopped = Promise.withResolvers<never>()
  const stop = (error: AtomError) => {
    stopped.reject(error)
    own.abort(error)
  }
  const cancel = () => stop(kernelErrors.cancelled({ skill: skill.title }))
  const timeUp = () => kernelErrors.timed_out({ skill: skill.title, seconds: milliseconds / 1000 })
  const timer = setTimeout(() => stop(timeUp()), milliseconds)
  const end = performance.now() + milliseconds
  const checkTime = () => {
    ctx.checkTime?.()
    if (performance.now() > end) throw timeUp()
  }
  ctx.signal.addEventListener('abort', cancel, { once: true })
  try {
    return await Promise.race([work({ ...ctx, signal: own.signal, checkTime }), stopped.promise])
  } finally {
    clearTimeout(timer)
    ctx.signal.removeEventListener('abort', cancel)
  }
}

/** @throws kernel.not_found */
function requireIds(skill: Skill, input: Record<string, unknown>, fields: readonly string[] = []): void {
  for (const field of fields) {
    const meaning = meaningOf(skill.input.shape[field])
    const words = input[field] as string
    if (meaning?.kind === 'ref' && !isId(words)) throw kernelErrors.not_found({ what: meaning.to, words })
  }
}

/** The approval a kept answer asks for, if it is a question. */
const askedIn = (answer: unknown): string | undefined => {
  const outcome = answer as Outcome | null
  return outcome?.status === 'approval' ? outcome.approval.id : undefined
}

const idOf = (value: unknown): string | undefined => {
  const id = value && typeof value === 'object' ? (value as { id?: unknown }).id : undefined
  return typeof id === 'string' ? id : undefined
}

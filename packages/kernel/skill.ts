import type { z } from 'zod'
import type { Context } from './context.ts'

export const effects = ['read', 'write', 'destructive'] as const
/** `read` changes nothing anywhere; `write` can be undone or repeated safely; `destructive` cannot, so chat and agents ask first. */
export type Effect = (typeof effects)[number]

/** A sentence a person may say, alone or with the input it should give (dates relative to Tuesday 2026-11-24 10:00 in the person's zone). */
export type Example = string | { say: string; input: Record<string, unknown> }

/** Another skill with its input: how something is undone, or what follows. */
export interface SkillCall {
  skill: string
  input: Record<string, unknown>
}

/** How something is taken back. */
export interface UndoCall extends SkillCall {
  /**
   * What the call would overwrite or take away, as it was left: fields of what this read answers. Where one of them is another by the time it is
   * to be taken back, somebody worked on it since, and nothing is undone.
   */
  ifStill?: SkillCall & { fields: Record<string, unknown> }
}

/** What a destructive call takes away. */
export interface Affected {
  /** “task”. */
  noun: string
  /** All of them, by what people call them. */
  titles: string[]
  /** Another as soon as one of them changed, came or went. */
  version: string
  /** Where only a part goes: “on Friday”. */
  part?: string
}

type Repeatable = 'key' | 'none'

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

/** One typed thing ATOM can do. See docs/add-a-skill.md. */
export interface SkillDefinition<I extends z.ZodObject = z.ZodObject, O extends z.ZodType = z.ZodType> {
  /** `noun.verb`, stable for ever. */
  id: string
  title: string
  /** Read by agents: say what it does and when not to use it. */
  description: string
  effect: Effect | ((input: z.output<I>) => Effect)
  input: I
  output: O
  examples: Example[]
  /**
   * Other words people use for what it does and what it works on, for the offline understanding. `nouns` are never part of a record's
   * name ("the rent task" is called rent); `kinds` say what sort it is and stay in the name ("the dentist appointment").
   */
  synonyms?: { verbs?: string[]; nouns?: string[]; kinds?: string[] }
  /** `GET /api/tasks/{id}`: the server makes the route. Path and query parameters are input fields. */
  route?: `${Method} /api/${string}`
  /** Status of a good answer; 201 where a record is made. */
  status?: 200 | 201 | 204
  /**
   * `local`: works on ATOM's own data, so it runs inside the write transaction. `outside`: calls others, so it runs before it. What
   * `ctx.http` sends is watched, so that a failure is known to have done nothing or not; one that goes out by another way throws
   * errors with `nothingDone` where that is certain.
   */
  reach?: 'local' | 'outside'
  /** `key`: the outside service takes `ctx.idempotencyKey`, so an interrupted call is made again; `none`: it must not be repeated blindly. */
  idempotency?: Repeatable | ((input: z.output<I>) => Repeatable)
  /**
   * For a read whose answer comes from the database, its input, who asks and `ctx.clock`, and from nothing else: it is given again by its
   * route until something is committed. Where the clock was read, it is not.
   */
  answers?: 'until-changed'
  /** Not offered in chat, to agents or in the palette; it serves undo or a screen. */
  internal?: boolean
  /** Milliseconds until it is stopped; 30,000 unless told. */
  timeout?: number
  /** Least role that may call it; by default `viewer` for reads and `member` for the rest. */
  role?: 'owner' | 'admin' | 'member' | 'viewer'
  /** A reader that may send an unsafe method all the same, with the reason (a search by POST, a model call). */
  unsafeRead?: string
  /** What `undo` needs to know of the state before; read in the same transaction. */
  before?: (ctx: Context, input: z.output<I>) => Promise<unknown>
  /** The call that takes it back, or nothing where that makes no sense. */
  // biome-ignore lint/suspicious/noExplicitAny: `before` is typed by the skill that returns it
  undo?: (output: z.output<O>, input: z.output<I>, before: any) => UndoCall | undefined
  /** What a call would take away, for the question before it; read again before it is done. */
  affects?: (ctx: Context, input: z.output<I>) => Promise<Affected>
  /** What a yes to its answer does next: `tell` ends with that question, and the chat remembers it until the next message. */
  offers?: (output: z.output<O>, input: z.output<I>) => SkillCall | undefined
  /** For a list: what else is told beside it where somebody asks what there is and names no sort, “what do I have on Friday?”. */
  alongside?: (input: z.output<I>) => SkillCall[]
  /** The record it touched, for the audit log. */
  target?: (output: z.output<O>, input: z.output<I>) => string | undefined
  /** One sentence about the result for a person without a model, in Markdown; by default the title and the record's title. */
  tell?: (output: z.output<O>, input: z.output<I>, ctx: Context) => string
  /** What people of a workspace made it of, where it is theirs alone. */
  madeOf?: { workflow: string; title: string }
  run: (ctx: Context, input: z.output<I>) => Promise<z.input<O>>
  /**
   * For what goes on after its beginning is durable: `run` begins it in a write transaction, whatever its effect, and this waits for its
   * end outside of any, as long as a caller has patience. It changes nothing, and is asked again when the call is repeated under its key.
   * An engine that waits by a row of its own does without (`InvokeOptions.begin`), and so does a skill that calls it.
   */
  follow?: (ctx: Context, output: z.output<O>, input: z.output<I>) => Promise<z.input<O>>
}

// biome-ignore lint/suspicious/noExplicitAny: a registry holds skills of every shape
export type Skill = SkillDefinition<any, any>

/** Types a skill from its schemas. It changes nothing. */
export const defineSkill = <I extends z.ZodObject, O extends z.ZodType>(skill: SkillDefinition<I, O>): SkillDefinition<I, O> => skill

/** Whether one call that was interrupted may be made again with its key. */
export const idempotencyOf = (skill: Skill, input: unknown): Repeatable =>
  (typeof skill.idempotency === 'function' ? skill.idempotency(input) : skill.idempotency) ?? 'none'

/** The effect of one call. */
export const effectOf = (skill: Skill, input: unknown): Effect => (typeof skill.effect === 'function' ? skill.effect(input) : skill.effect)

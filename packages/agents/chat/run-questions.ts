import type { ChatMessage } from '@atom/contracts'
import { decideApproval, openQuestionsOf } from '@atom/identity'
import type { ApprovalRecord, Context, UnitOfWork } from '@atom/kernel'
import { shownError } from './call.ts'

export interface RunQuestionDeps {
  unitOfWork: UnitOfWork
}

/** What the runs that were started or shown in this conversation ask of this person. */
export async function runQuestions(
  { unitOfWork }: RunQuestionDeps,
  ctx: Context,
  history: readonly Pick<ChatMessage, 'parts'>[],
): Promise<ApprovalRecord[]> {
  const runs = history.flatMap(({ parts }) =>
    parts.flatMap(part => (part.type === 'call' && part.status === 'done' ? runsIn(part.output) : [])),
  )
  return openQuestionsOf(unitOfWork.reading(ctx), [...new Set(runs)])
}

/** Ids of the run that a call has begun, or of those it has listed. */
function runsIn(output: unknown): string[] {
  const { runId, items } = (output ?? {}) as { runId?: unknown; items?: unknown }
  if (typeof runId === 'string') return [runId]
  if (!Array.isArray(items)) return []
  return items.flatMap(item => (typeof item?.workflow === 'string' && typeof item.status === 'string' ? [String(item.id)] : []))
}

/** The one question of a run that was just spoken of, as a sentence that asks it. */
export function sayRunQuestion(questions: readonly ApprovalRecord[], parts: ChatMessage['parts']): string | undefined {
  const spoken = parts.flatMap(part => (part.type === 'call' && part.status === 'done' ? [JSON.stringify(part.output ?? null)] : []))
  const [question, ...others] = questions.filter(({ runId }) => runId !== undefined && spoken.some(output => output.includes(runId)))
  return question && others.length === 0 ? `It asks: “${titleOf(question)}” Say yes or no.` : undefined
}

/** Was it this that was asked last? */
export const askedLast = ({ parts }: ChatMessage, question: ApprovalRecord): boolean =>
  parts.some(part => part.type === 'text' && part.text.includes(`It asks: “${titleOf(question)}”`))

/**
 * A yes or no, said where nothing else was asked, answers the one question that a run of this conversation waits for. Several, or one with
 * fields to fill in, are answered where they are shown. @returns what is said of it
 */
export async function answerRun(
  deps: RunQuestionDeps,
  ctx: Context,
  questions: readonly ApprovalRecord[],
  answer: 'yes' | 'no',
): Promise<string> {
  const [question] = questions
  if (!question || questions.length > 1 || question.form !== undefined) {
    const open = questions.map(each => ({ id: each.id, title: titleOf(each) }))
    return questions.length > 1 ? sayWhich(open) : `There is something to fill in first:\n\n${linksTo(open)}`
  }
  try {
    const decision = answer === 'yes' ? 'approve' : 'deny'
    await deps.unitOfWork.writing(ctx, tx => decideApproval(tx, question.id, { decision }))
  } catch (error) {
    return shownError(ctx, error).message
  }
  return `The automation has your ${answer} to “${titleOf(question)}” and goes on.`
}

/** Where several questions wait, none is answered by a yes alone. */
export const sayWhich = (questions: readonly { id: string; title: string }[]): string =>
  `Which one? Answer them there:\n\n${linksTo(questions)}`

const linksTo = (questions: readonly { id: string; title: string }[]): string =>
  questions.map(({ id, title }) => `- [${title}](/approvals#${id})`).join('\n')

const titleOf = ({ question, input }: ApprovalRecord): string => question ?? String((input as { title?: unknown }).title ?? 'The question')

import type { Desk } from '../model/ready.ts'
import type { Request } from '../types.ts'

/** "move the draft to Monday and make it urgent": one change of one record, so that one undo takes it back. */
export function goesOn(desk: Desk, before: Request | undefined, request: Request): Request | undefined {
  const changer = desk.find(request.skill)
  const key = changer?.key?.name
  if (!before || !key || before.skill !== request.skill || before.confirm || request.confirm) return undefined
  const { [key]: id, ...fresh } = request.input
  const main = desk.model.profiles.find(each => each.family === changer.family && !each.key && !each.reads)?.main?.name
  const named = [before.input[key], ...(main ? [before.input[main]] : [])]
  if (!named.includes(id) || Object.keys(fresh).length === 0 || Object.keys(fresh).some(name => name in before.input)) return undefined
  return { ...before, input: { ...before.input, ...fresh }, confidence: Math.min(before.confidence, request.confidence) }
}

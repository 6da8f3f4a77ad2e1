import { asExpression, parseTemplate } from '../expressions/index.ts'
import { truth } from '../nodes/truth.ts'

/** What must be true of an event. */
export interface Condition {
  /** Whether it is answered at once. What JSONata itself must work out takes its turn, and up to 200 ms: no transaction waits for that. */
  atOnce: boolean
  /** `event` as expressions see it. What cannot be worked out for it does not hold: what it names is simply not there. */
  holds(event: Record<string, unknown>): Promise<boolean>
}

const most = 1000
const known = new Map<string, Condition>()

/** The condition this text is, parsed once. */
export function conditionOf(where: string): Condition {
  let condition = known.get(where)
  if (!condition) {
    if (known.size >= most) known.clear()
    condition = parse(where)
    known.set(where, condition)
  }
  return condition
}

function parse(where: string): Condition {
  try {
    const template = parseTemplate(asExpression(where))
    const holds = async (event: Record<string, unknown>) => {
      try {
        return truth(await template.evaluate({ event, steps: {}, vars: {} }))
      } catch {
        return false
      }
    }
    return { atOnce: template.immediate, holds }
  } catch {
    // Made of what a run was given, it may be no expression at all.
    return { atOnce: true, holds: async () => false }
  }
}

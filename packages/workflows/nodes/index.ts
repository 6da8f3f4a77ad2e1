import type { Context, Invoke, SkillRegistry } from '@atom/kernel'
import { approval } from './approval.ts'
import { code } from './code.ts'
import { filter } from './filter.ts'
import { forEach } from './for-each.ts'
import { ifNode } from './if.ts'
import { merge } from './merge.ts'
import type { NodeType } from './node-type.ts'
import { parallel } from './parallel.ts'
import { respond } from './respond.ts'
import { set } from './set.ts'
import { skillNode } from './skill.ts'
import { stop } from './stop.ts'
import { type StartChild, subWorkflow } from './sub-workflow.ts'
import { switchNode } from './switch.ts'
import { tryNode } from './try.ts'
import { wait } from './wait.ts'

/** The node types the engine brings. Others register theirs. */
export const nodeTypes = (deps: {
  registry: SkillRegistry
  invoke: Invoke
  startChild: StartChild
  followRun(ctx: Context, runId: string, title: string): Promise<unknown>
}): NodeType[] => [
  set,
  ifNode,
  switchNode,
  filter,
  forEach,
  tryNode,
  parallel,
  merge,
  wait,
  stop,
  respond,
  approval,
  code,
  subWorkflow(deps.startChild),
  skillNode(deps),
]

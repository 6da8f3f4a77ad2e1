import type { EventBus } from '@atom/events'
import type { JobHandler } from '@atom/jobs'
import type { Clock, Context, EventKind, Invoke, Logger, RefResolver, Skill, SkillRegistry, SkillSource, UnitOfWork } from '@atom/kernel'
import type { Batch, Signals, Vault } from '@atom/storage'
import { Engine } from './engine.ts'
import type { DraftDeps } from './graph/check-draft.ts'
import type { CompileDeps } from './graph/compile.ts'
import { Plans } from './graph/plans.ts'
import { nodeTypes } from './nodes/index.ts'
import { NodeTypes } from './nodes/registry.ts'
import type { StartChild } from './nodes/sub-workflow.ts'
import { workflowRef } from './refs/workflow.ts'
import { startChildRun } from './run/start-child.ts'
import { AutomationSkills } from './skill/automation-skills.ts'
import { resultOf } from './skill/result-of.ts'
import { createWorkflow } from './skills/create-workflow.ts'
import { deleteWorkflow, restoreWorkflow } from './skills/delete-workflow.ts'
import { listDeliveries, replayDelivery } from './skills/deliveries.ts'
import { explainWorkflow } from './skills/explain-workflow.ts'
import { forkRun } from './skills/fork-run.ts'
import { httpRequest } from './skills/http-request.ts'
import { listEvents } from './skills/list-events.ts'
import { listNodeTypes } from './skills/list-node-types.ts'
import { listTemplates } from './skills/list-templates.ts'
import { listWorkflowRuns } from './skills/list-workflow-runs.ts'
import { pauseWorkflow, resumeWorkflow } from './skills/pause-workflow.ts'
import { publishWorkflow } from './skills/publish-workflow.ts'
import { readEvent } from './skills/read-event.ts'
import { getRun, listRuns, listSteps } from './skills/read-runs.ts'
import { getVersion } from './skills/read-version.ts'
import { getWorkflow, listVersions, listWorkflows, validateWorkflow } from './skills/read-workflows.ts'
import { runWorkflow } from './skills/run-workflow.ts'
import { cancelRun, pauseRun, replayRun, resumeRun, retryRun } from './skills/steer-runs.ts'
import { testNode } from './skills/test-node.ts'
import { tryWorkflow } from './skills/try-workflow.ts'
import { updateWorkflow } from './skills/update-workflow.ts'
import { remindOfApproval, wakeByApprovals } from './triggers/approval.ts'
import { decideEvents } from './triggers/decide-events.ts'
import { startByEvents } from './triggers/event.ts'
import { workflowEvents } from './triggers/event-kinds.ts'
import { firePolls } from './triggers/poll.ts'
import { fireSchedules } from './triggers/schedule.ts'
import { Triggers } from './triggers/triggers.ts'
import { type Hooks, webhooks } from './triggers/webhook.ts'
import { getVariable, listVariables } from './variables/list-variables.ts'
import { removeVariable } from './variables/remove-variable.ts'
import { setVariable } from './variables/set-variable.ts'
import { readVariables } from './variables/variables.ts'
import { diffVersions } from './versions/diff-versions.ts'
import { exportWorkflow } from './versions/export.ts'
import { importWorkflows } from './versions/import.ts'
import { rollBackWorkflow } from './versions/roll-back.ts'

export interface WorkflowDeps {
  clock: Clock
  log: Logger
  unitOfWork: UnitOfWork
  batch: Batch
  vault: Vault
  registry: SkillRegistry
  invoke: Invoke
  events: EventBus
  system(workspaceId: string): Context
  memberContext(workspaceId: string, personId: string, runId?: string): Promise<Context | undefined>
  /** What other packages publish. */
  eventKinds: readonly EventKind[]
  /** Other processes may work on the same database. */
  shared: boolean
  /** How they hear of each other. */
  signals?: Signals | undefined
  /** Runs in memory at the same time; 1,000 unless told. */
  capacity?: number
  /** `https://atom.example`, without a slash at its end. */
  address(): string
}

/** What this package brings to an installation. */
export interface Workflows {
  engine: Engine
  types: NodeTypes
  /** What the graphs of this workspace are checked with. */
  compile(ctx: Context): Promise<CompileDeps>
  /** What may start an automation. */
  events: readonly EventKind[]
  skills: Skill[]
  /** Automations that are skills of their workspace; to be added to the registry that was given. */
  automationSkills: SkillSource
  refs: RefResolver[]
  jobs: JobHandler[]
  /** Takes calls to `/hooks/{workspace}/{path}`. */
  hooks: Hooks
}

export const workflowRefs: RefResolver[] = [workflowRef]

export function createWorkflows(deps: WorkflowDeps): Workflows {
  const { registry, invoke, events } = deps
  const startChild: StartChild = (tx, child) => startChildRun({ engine, plans }, tx, child)
  const followRun = async (ctx: Context, runId: string, title: string) => resultOf(ctx, await engine.find(ctx, runId), title)
  const types = new NodeTypes().add(...nodeTypes({ registry, invoke, startChild, followRun }))
  const compile = async (ctx: Context): Promise<CompileDeps> => {
    const skills = await registry.in(ctx)
    return { types, skill: id => skills.find(id) }
  }
  const kinds = [...deps.eventKinds, ...workflowEvents]
  const happens = new Map(kinds.map(kind => [kind.name, kind]))
  const draftDeps = async (ctx: Context): Promise<DraftDeps> => {
    const { vars, secrets } = await readVariables(ctx)
    return {
      ...(await compile(ctx)),
      events: happens,
      variables: { names: new Set([...Object.keys(vars), ...secrets]), secrets },
      now: ctx.clock.now(),
      timeZone: ctx.person.timeZone,
    }
  }
  const plans = new Plans(compile)
  const engine = new Engine({ ...deps, plans }, deps)
  const triggers = new Triggers()
  const { unitOfWork, vault, address, memberContext } = deps
  const automationSkills = new AutomationSkills({ engine, plans, unitOfWork }, registry)
  const shared = { compile, draftDeps, engine, plans, triggers, automationSkills, unitOfWork, vault, address, memberContext }
  const timed = { ...deps, engine, plans, triggers }
  startByEvents({ ...timed, events, kinds })
  wakeByApprovals({ events, engine })
  for (const name of ['member.changed', 'member.left'])
    events.onPublish(name, (tx, event) => engine.membershipChanging(tx, String(event.data.id)))
  return {
    engine,
    types,
    compile,
    events: kinds,
    automationSkills,
    refs: workflowRefs,
    jobs: [...engine.jobs, remindOfApproval(deps.unitOfWork), fireSchedules(timed), firePolls(timed), decideEvents(timed)],
    hooks: webhooks(timed),
    skills: [
      httpRequest,
      createWorkflow(shared),
      listWorkflows(),
      getWorkflow(shared),
      updateWorkflow(shared),
      deleteWorkflow(shared),
      restoreWorkflow(shared),
      publishWorkflow(shared),
      pauseWorkflow(),
      resumeWorkflow(),
      testNode(shared),
      diffVersions(),
      rollBackWorkflow(shared),
      exportWorkflow(shared),
      importWorkflows(shared),
      validateWorkflow(shared),
      listVersions(),
      getVersion(),
      listNodeTypes(types),
      listTemplates(),
      listEvents(kinds, registry),
      listDeliveries(shared),
      replayDelivery(shared),
      tryWorkflow(shared),
      runWorkflow(shared),
      listVariables(),
      getVariable(),
      setVariable(deps.vault),
      removeVariable(deps.vault),
      listRuns(),
      getRun(),
      explainWorkflow(),
      listWorkflowRuns(),
      listSteps(),
      readEvent(shared),
      cancelRun(shared),
      pauseRun(shared),
      resumeRun(shared),
      retryRun(shared),
      replayRun(shared),
      forkRun(shared),
    ],
  }
}

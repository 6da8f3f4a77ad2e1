import { createChat, createChatSource, createUnderstanding } from '@atom/agents'
import { EventBus, EventRelay, pruneEvents } from '@atom/events'
import {
  createIdentity,
  identityEvents,
  identityRefs,
  identitySkills,
  ownsInstance,
  pruneApprovals,
  pruneAudit,
  pruneNotifications,
  pruneUndo,
} from '@atom/identity'
import { type Dispatcher, EmbeddedDispatcher, openGraphile } from '@atom/jobs'
import {
  armFaults,
  type Clock,
  type Config,
  type Context,
  createInvoke,
  createOutboundHttp,
  EgressGuard,
  type Logger,
  type Person,
  type RefResolver,
  SkillRegistry,
  serverTimeZone,
  systemClock,
} from '@atom/kernel'
import { createMemory, memoryEvents } from '@atom/memory'
import { checkModelsDir, createModels, modelEvents } from '@atom/models'
import { createProductivity, productivityEvents, pruneDeleted, recordSources } from '@atom/productivity'
import { backupsKeptFor, claimDataDir, openStorage } from '@atom/storage'
import { createWorkflows, pruneRefusals, pruneRuns, runSource, workflowRefs } from '@atom/workflows'
import type { Atom } from './atom.ts'
import { housekeeping } from './housekeeping.ts'
import { migrations } from './migrations.ts'

export interface ComposeOptions {
  /** A worker only runs jobs, for an ATOM that a server serves: it makes and tidies nothing. Server unless told. */
  role?: 'server' | 'worker'
  log: Logger
  clock?: Clock
}

/** The one place where the packages meet. @throws storage.* with what to do when the data cannot be used */
export async function compose(config: Config, { role = 'server', log, clock = systemClock }: ComposeOptions): Promise<Atom> {
  armFaults(config.faults)
  if (config.faults.length > 0) log.warn({ faults: config.faults }, 'ATOM_FAULT is set: this ATOM fails on purpose')
  if (config.modelsDir) checkModelsDir(config.modelsDir)
  const joining = role === 'worker'
  const dataDir = claimDataDir(config.dataDir, { sqlite: config.databaseUrl === undefined, joining })
  if (dataDir.readableByOthers)
    log.warn({ folder: dataDir.path }, 'others on this machine may look into the data folder; its files are readable by their owner alone')
  const storage = await openStorage({
    dataDir: dataDir.path,
    databaseUrl: config.databaseUrl,
    masterKey: config.masterKey,
    migrations: migrations(),
    joining,
    ...(role === 'server' ? { replaced: endReplaced(log) } : {}),
  }).catch(error => {
    dataDir.release()
    throw error
  })
  const { unitOfWork } = storage
  const http = createOutboundHttp(new EgressGuard({ allow: config.egressAllow }))
  const events = new EventBus()
  const registry = new SkillRegistry()
  const never = new AbortController().signal
  let port = config.port

  const base = (): Omit<Context, 'workspaceId' | 'person' | 'role' | 'via' | 'actor' | 'signal' | 'invoke'> => ({
    clock,
    log,
    http,
    store: storage.root,
    events,
    jobs: dispatcher,
  })
  const withInvoke = (ctx: Omit<Context, 'invoke'>): Context => {
    const own: Context = { ...ctx, invoke: async (id, input) => outputOf(await invoke(own, id, input)) }
    return own
  }
  const system: Person = { id: 'system', name: 'ATOM', email: '', timeZone: serverTimeZone(), locale: 'en-GB' }
  const systemContext = (workspaceId: string): Context =>
    withInvoke({ ...base(), workspaceId, person: system, role: 'owner', via: 'workflow', actor: 'system', signal: never })

  const dispatcher: Dispatcher = config.databaseUrl
    ? await openGraphile({ databaseUrl: config.databaseUrl, unitOfWork, log, contextFor: systemContext })
    : // A data folder is one process's, so nobody else has jobs under way.
      new EmbeddedDispatcher({ unitOfWork, clock, log, contextFor: systemContext, alone: true })
  const identity = createIdentity({
    storage,
    config,
    clock,
    port: () => port,
    systemContext,
  })
  const productivity = createProductivity({
    notify: identity.notify,
    unitOfWork,
    mayWrite: async (ctx, personId) => {
      const member = await identity.memberAs(personId, ctx.workspaceId)
      return member !== undefined && member.role !== 'viewer'
    },
  })
  const models = createModels({ storage, config, ownsInstance, embedderChosen: tx => memory.embedderChosen(tx) })
  for (const { id, problem } of models.embedders.list())
    if (problem) log.warn({ model: id, problem }, 'an embedding model in ATOM_MODELS_DIR cannot be used; Settings → Models lists it')
  const chatSource = createChatSource(skill => registry.find(skill)?.effect === 'read')
  const memory = createMemory({
    unitOfWork,
    dataDir: dataDir.path,
    modelsDir: config.modelsDir,
    scansIn: config.scansIn,
    on: config.memory,
    elsewhere: role === 'worker',
    models: models.languageModels,
    embedders: models.ladder,
    fileLimit: config.fileLimit,
    filesLimit: config.filesLimit,
    erased: storage.erased,
    copiesFor: backupsKeptFor,
    mayReadFolders: ownsInstance,
    log,
    systemContext,
    kinds: [
      ...recordSources.map(({ kind, title, source }) => ({
        kind,
        title,
        category: 'record' as const,
        builtIn: true,
        open: () => source,
      })),
      { kind: 'chat', title: 'Chats', category: 'conversation', builtIn: true, perDocument: true, open: () => chatSource },
      { kind: 'run', title: 'Results of automations', category: 'workflow', builtIn: true, everyMinutes: 15, open: () => runSource },
    ],
  })
  memory.watch(events)
  const refs = new Map<string, RefResolver>(
    [...identityRefs, ...productivity.refs, ...memory.refs, ...workflowRefs].map(resolver => [resolver.to, resolver]),
  )
  const { permission, approvals, audit, idempotency, undoLog } = identity
  const invoke = createInvoke({ registry, unitOfWork, permission, approvals, audit, idempotency, undoLog, refs })

  const workflows = createWorkflows({
    clock,
    log,
    unitOfWork,
    batch: storage.batch,
    vault: storage.vault,
    registry,
    invoke,
    events,
    system: systemContext,
    memberContext: async (workspaceId, personId, runId) => {
      const member = await identity.memberAs(personId, workspaceId)
      return member && withInvoke({ ...base(), ...member, via: 'workflow', signal: never, ...(runId === undefined ? {} : { runId }) })
    },
    eventKinds: [...productivityEvents, ...identityEvents, ...modelEvents, ...memoryEvents],
    shared: config.databaseUrl !== undefined,
    signals: storage.signals,
    address: () => config.publicUrl?.replace(/\/+$/, '') ?? `http://localhost:${port}`,
  })
  registry.add(...identitySkills, ...productivity.skills, ...models.skills, ...memory.skills, ...workflows.skills)
  registry.addSource(workflows.automationSkills)
  const understanding = createUnderstanding({ registry })
  const chat = createChat({
    registry,
    invoke,
    unitOfWork,
    idempotency,
    refs,
    permission,
    understanding,
    models: models.languageModels,
    modelWait: config.modelWait,
    engine: workflows,
    ...(config.memory ? { recollects: 'memory.ask' } : {}),
  })
  registry.add(...chat.skills)
  // Files, the index and embedding models lie on the server's disk, so it does their work itself, also where it leaves all else to workers.
  if (role === 'server') dispatcher.handle(...models.jobs, ...memory.jobs)
  if (role === 'worker' || config.worker) dispatcher.handle(...productivity.jobs, ...workflows.jobs)
  const keeping = housekeeping({
    unitOfWork,
    clock,
    log,
    systemContext,
    tasks: [
      // Says itself how long each is kept; before events, which runs hold.
      { days: 0, prune: pruneRuns },
      { days: 30, prune: pruneEvents },
      { days: 30, prune: (ctx, before) => dispatcher.prune(ctx, before) },
      { days: 30, prune: pruneUndo },
      // Kept as long as what can bring it back.
      { days: 30, prune: pruneDeleted },
      { days: 30, prune: pruneApprovals },
      { days: 30, prune: pruneNotifications },
      { days: 30, prune: pruneRefusals },
      { days: config.auditDays, prune: pruneAudit },
    ],
    reclaim: storage.reclaim,
    identity,
  })

  if (role === 'server') {
    await chat.coordinator.recover(systemContext(''), async (workspaceId, personId) => {
      const member = await identity.memberAs(personId, workspaceId)
      return member && withInvoke({ ...base(), ...member, via: 'chat', signal: never })
    })
    // The first message would otherwise wait for the understanding to learn the skills' examples.
    await chat.understandText(unitOfWork.reading(systemContext('')), { text: 'hello' })
  }

  // On SQLite no other process writes.
  const relay = config.databaseUrl && role === 'server' ? new EventRelay({ bus: events, log, contextFor: systemContext }) : undefined

  const work = () => {
    dispatcher.start()
    workflows.engine.work().catch(error => log.error({ err: error }, 'the engine could not begin'))
  }

  return {
    config,
    clock,
    log,
    registry,
    invoke,
    refs,
    unitOfWork,
    identity,
    events,
    dispatcher,
    chat,
    workflows,
    memory,
    streams: new Set(),
    ...(relay ? { toldLate: (id, after) => relay.toldLate(id, after) } : {}),
    stopping: false,
    contextFor: (caller, { via, signal, sessionId }) =>
      withInvoke({
        ...base(),
        workspaceId: caller.workspaceId,
        person: caller.person,
        role: caller.role,
        actor: caller.actor,
        via,
        signal,
        ...(sessionId === undefined ? {} : { sessionId }),
      }),
    revision: storage.revision,
    async ready() {
      try {
        await storage.ping()
        return true
      } catch (error) {
        log.warn({ err: error }, 'not ready')
        return false
      }
    },
    work,
    started(inUse) {
      port = inUse
      if (config.worker) work()
      else dispatcher.start()
      keeping.start()
      if (role === 'server') memory.catchUp().catch(error => log.error({ err: error }, 'memory could not catch up'))
      relay?.start()
    },
    async close() {
      keeping.stop()
      relay?.stop()
      await chat.coordinator.close()
      await workflows.engine.stop(5000)
      await dispatcher.stop(5000)
      await memory.close()
      await models.close()
      await identity.close()
      await storage.close()
      dataDir.release()
    },
  }
}

/** Two servers would each take the other's work for that of a dead one. This one drains as at Ctrl-C. */
const endReplaced = (log: Logger) => (error: unknown) => {
  log.error({ err: error }, 'another server has taken the place of this one')
  process.kill(process.pid, 'SIGTERM')
}

function outputOf(outcome: Awaited<ReturnType<ReturnType<typeof createInvoke>>>): unknown {
  return outcome.status === 'done' ? outcome.output : { approval: outcome.approval }
}

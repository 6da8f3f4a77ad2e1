import { agentMigrations } from '@atom/agents'
import { eventMigrations } from '@atom/events'
import { identityMigrations } from '@atom/identity'
import { jobMigrations } from '@atom/jobs'
import { memoryMigrations } from '@atom/memory'
import { modelMigrations } from '@atom/models'
import { productivityMigrations } from '@atom/productivity'
import { mergeMigrations, storageMigrations } from '@atom/storage'
import { workflowMigrations } from '@atom/workflows'

/** Those of every package: the shape of the whole database. */
export const migrations = () =>
  mergeMigrations(
    storageMigrations,
    eventMigrations,
    jobMigrations,
    identityMigrations,
    modelMigrations,
    memoryMigrations,
    productivityMigrations,
    workflowMigrations,
    agentMigrations,
  )

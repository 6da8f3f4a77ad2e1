export * from './dispatcher.ts'
export * from './embedded.ts'
export { jobMigrations } from './migrations/index.ts'
export { type JobStatus, jobStatuses } from './store.ts'

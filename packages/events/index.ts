export * from './event-bus.ts'
export * from './event-relay.ts'
export * from './events-after.ts'
export { eventMigrations } from './migrations/index.ts'

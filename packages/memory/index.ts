export { memoryErrors } from './errors.ts'
export { createMemory, type Memory } from './memory.ts'
export { memoryMigrations } from './migrations/index.ts'
export type { SourceKind } from './sources/source-kind.ts'

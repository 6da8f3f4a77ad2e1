export * from './testing/scripted-embedder.ts'
export * from './testing/scripted-model.ts'
export * from './testing/turn.ts'
export * from './testing/worst-case-model.ts'

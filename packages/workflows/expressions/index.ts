export type { ReferencedPath, References, Root, Scope } from './scope.ts'
export { type DelicatePiece, parseTemplate, type Template } from './template.ts'

export type { ReferencedPath, References, Root, Scope } from './scope.ts'
export { parseTemplate, type Template } from './template.ts'

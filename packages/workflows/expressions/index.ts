export { asExpression, conditionProblem } from './as-expression.ts'
export type { ReferencedPath, References, Root, Scope } from './scope.ts'
export { type DelicatePiece, parseTemplate, type Template } from './template.ts'

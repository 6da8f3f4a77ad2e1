export { runCode } from './run-code.ts'
export { syntaxProblem } from './syntax.ts'

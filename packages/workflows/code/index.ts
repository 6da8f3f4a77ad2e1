export { runCode } from './run-code.ts'

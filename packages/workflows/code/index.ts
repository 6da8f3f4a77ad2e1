export { type CodeOptions, type CodeResult, runCode } from './run-code.ts'

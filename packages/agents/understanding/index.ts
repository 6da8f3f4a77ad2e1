export type { Call, CalledRecord, Message, Request, Turn, Understanding, UnderstandingOptions, Understood } from './types.ts'
export { createUnderstanding } from './understanding.ts'

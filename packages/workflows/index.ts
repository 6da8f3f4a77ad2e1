export { workflowErrors } from './errors.ts'

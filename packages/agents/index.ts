export * from './understanding/index.ts'

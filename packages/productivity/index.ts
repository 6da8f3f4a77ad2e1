export * from './skills.ts'

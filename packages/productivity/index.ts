export { productivityMigrations } from './migrations/index.ts'
export { createProductivity, type Productivity } from './productivity.ts'
export { productivityRefs } from './refs.ts'
export { productivitySkills } from './skills.ts'

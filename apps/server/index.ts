export { createApp } from './app.ts'
export type { Atom } from './atom.ts'
export { compose } from './compose.ts'
export { listen } from './listen.ts'

/**
 * For tests that start the memory process: it runs below normal priority, so that people's requests come first, and starves while other
 * tests take every core.
 */
export const patience = { timeout: 60_000 }

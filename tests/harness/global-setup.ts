import { startPostgres } from './postgres.ts'

/** Runs once before the workers fork: they inherit ATOM_TEST_POSTGRES, a superuser's URL, from which each test file makes a database of its own. */
export async function setup(): Promise<() => Promise<void>> {
  if (process.env.ATOM_TEST_POSTGRES) return async () => {}
  const postgres = await startPostgres()
  process.env.ATOM_TEST_POSTGRES = postgres.url
  return async () => {
    delete process.env.ATOM_TEST_POSTGRES
    await postgres.stop()
  }
}

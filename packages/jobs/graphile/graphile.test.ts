import { systemClock } from '@atom/kernel'
import { dialects } from '@atom/storage/testing'
import { sql } from 'kysely'
import { dispatcherConformance } from '../conformance.ts'
import { openGraphile } from '../index.ts'

dispatcherConformance({
  name: 'graphile-worker',
  on: dialects.filter(dialect => dialect.name === 'postgres'),
  clock: () => systemClock,
  make: ({ storage: { unitOfWork, databaseUrl }, base }) =>
    openGraphile({
      databaseUrl: databaseUrl as string,
      unitOfWork,
      log: base.log,
      contextFor: workspaceId => ({ ...base, workspaceId }),
      silence: 3000,
    }),
  // Its time is the database's, which cannot be moved: everything in it is as if it had happened earlier.
  async pass({ storage: { kysely } }, milliseconds) {
    const earlier = sql`${milliseconds}::int8 * interval '1 ms'`
    await sql`
      update graphile_worker._private_jobs set
        run_at = run_at - ${earlier}, locked_at = locked_at - ${earlier}, updated_at = updated_at - ${earlier}`.execute(kysely)
    await sql`update worker set beat_at = '2026' where id = 'dead'`.execute(kysely)
  },
  async abandon({ storage: { kysely } }, id, attempt) {
    await sql`insert into worker (id, host, pid, started_at, beat_at) values ('dead', 'h', 1, '2026', ${new Date().toISOString()})`.execute(
      kysely,
    )
    await sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'dead', attempts = ${attempt} where id = ${id}`.execute(
      kysely,
    )
  },
})

import { join } from 'node:path'
import { type BatchRow, checkExpected } from '../batch.ts'
import { masterKey, rememberKey } from '../master-key.ts'
import { migrate } from '../migrate.ts'
import type { Storage, StorageOptions } from '../storage.ts'
import { createUnitOfWork } from '../unit-of-work.ts'
import { openVault, type Vault } from '../vault.ts'
import { backUp, expireBackups } from './backup.ts'
import { openHandle, sqliteHandle, sqliteReadingHandle } from './dialect.ts'
import { explainOpening } from './explain-opening.ts'
import { GroupCommit } from './group-commit.ts'
import { openReader, openWriter } from './open.ts'
import { sqliteRevision } from './revision.ts'
import { Statements } from './statements.ts'
import { truncateLog } from './truncate-log.ts'

/** Opens `atom.sqlite` in the data folder and brings it to this version. */
export async function openSqlite({ dataDir, masterKey: given, migrations, rotating = false }: StorageOptions): Promise<Storage> {
  const file = join(dataDir, 'atom.sqlite')
  const backups = join(dataDir, 'backups')
  const { writer, reader } = openBoth(file, backups)
  const writing = new Statements(writer)
  const commits = new GroupCommit(writer)
  const readerStatements = new Statements(reader)
  // biome-ignore lint/suspicious/noExplicitAny: each package types its own tables
  const kysely = openHandle<any>(writing, readerStatements, commits)
  const end = () => {
    reader.close()
    writer.close()
  }
  let vault: Vault
  try {
    const key = await masterKey({ dataDir, given, kysely, rotating })
    await migrate({ kysely, migrations, backups, backup: async () => `in ${backUp(writer, backups, new Date())}` })
    await rememberKey(kysely, key)
    vault = await openVault(kysely, key)
  } catch (error) {
    end()
    throw explainOpening(error, file, backups)
  }
  // biome-ignore lint/suspicious/noExplicitAny: each package types its own tables
  const reading = sqliteReadingHandle<any>(readerStatements, { over: false })
  const unitOfWork = createUnitOfWork({
    reader: reading,
    transaction: work =>
      commits.run(async () => {
        const life = { over: false }
        try {
          return await work(sqliteHandle(writing, life), sqliteReadingHandle(writing, life))
        } finally {
          life.over = true
        }
      }),
  })
  return {
    dialect: 'sqlite',
    unitOfWork,
    batch: statements =>
      commits.write(() =>
        statements.map(({ sql, parameters, expect }) => {
          const { rows, changes } = writing.runPlain<BatchRow>(sql, parameters)
          checkExpected(expect, rows.length, Number(changes ?? 0))
          return rows
        }),
      ),
    vault,
    kysely,
    root: { kind: 'root', kysely: reading },
    revision: sqliteRevision(reader),
    async ping() {
      reader.prepare('select 1').get()
      await commits.check()
    },
    async reclaim() {
      const more = await commits.run(async () => {
        writer.exec('pragma incremental_vacuum(256)')
        return Number(Object.values(writer.prepare('pragma freelist_count').get() ?? {})[0]) > 0
      })
      // The file itself ends where the last page was when the log is written into it; a passive checkpoint waits for nobody.
      if (!more) {
        reader.exec('pragma wal_checkpoint(passive)')
        expireBackups(backups, new Date())
      }
      return more
    },
    erased: () => truncateLog(file),
    async close() {
      await commits.run(async () => {})
      end()
    },
  }
}

function openBoth(file: string, backups: string) {
  try {
    return { writer: openWriter(file), reader: openReader(file) }
  } catch (error) {
    throw explainOpening(error, file, backups)
  }
}

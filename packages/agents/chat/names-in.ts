import type { Context, RefResolver } from '@atom/kernel'

/** The names that exist here, so that they are recognised in lower case too. */
export async function namesIn(ctx: Context, refs: ReadonlyMap<string, RefResolver>) {
  const named = async (kind: string) => ((await refs.get(kind)?.suggest(ctx, '')) ?? []).map(({ title }) => title)
  const [people, projects] = await Promise.all([named('person'), named('project')])
  return { names: { person: people, project: projects } }
}

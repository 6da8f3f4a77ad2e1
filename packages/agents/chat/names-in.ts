import type { Context, RefResolver } from '@atom/kernel'

/** More names of one kind are not looked at; those made last come first. */
const most = 1000

/** The names that exist here, so that they are recognised in lower case too. Somebody in the address book is somebody as well. */
export async function namesIn(ctx: Context, refs: ReadonlyMap<string, RefResolver>) {
  const named = async (kind: string) => ((await refs.get(kind)?.suggest(ctx, '', most)) ?? []).map(({ title }) => title)
  const [members, contacts, projects] = await Promise.all([named('person'), named('contact'), named('project')])
  return { names: { person: [...members, ...contacts], project: projects } }
}

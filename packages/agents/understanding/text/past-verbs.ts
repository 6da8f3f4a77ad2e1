import { commandVerbs } from './words.ts'

/** Pasts and participles that no rule makes, by the verb they come from. */
const irregular = new Map(
  'sent send|paid pay|bought buy|wrote write|written write|made make|took take|taken take|brought bring|built build|swept sweep|fed feed|met meet|gave give|given give|found find|hung hang|told tell|rang ring|rung ring|sold sell|lent lend|dealt deal|ate eat|eaten eat|drew draw|chose choose|chosen choose|mown mow|spoke speak|spoken speak|taught teach|hid hide|sewn sew'
    .split('|')
    .map(pair => pair.split(' ') as [string, string]),
)

/** What people do about the house and at work, besides the verbs they give as commands. */
const deeds = new Set(
  'iron hoover mend sand dust descale trim prune rake rinse sew patch oil grease scan bathe groom vaccinate insure unblock drain service stack sharpen varnish weed scrub defrost bleed tile grout caulk plaster charge inflate stain wax'.split(
    ' ',
  ),
)

/** The verb of a thing done, "watered" → "water", "paid" → "pay"; nothing for other words. */
export function verbOfPast(word: string): string | undefined {
  const known = irregular.get(word)
  if (known) return known
  const root = /^(\p{L}{2,})ed$/u.exec(word)?.[1]
  if (root === undefined) return undefined
  const forms = [
    root,
    `${root}e`,
    ...(/(.)\1$/.test(root) ? [root.slice(0, -1)] : []),
    ...(/i$/.test(root) ? [`${root.slice(0, -1)}y`] : []),
  ]
  return forms.find(form => commandVerbs.has(form) || deeds.has(form))
}

import type { Profile } from '../model/profile.ts'
import { fillCued } from './cued.ts'
import { hideDeniedValues } from './denied-values.ts'
import type { Clause, Extraction, Surroundings } from './extraction.ts'
import { fillMarks, fillSwitches, hideOld, offerChoices } from './marks.ts'
import { fillTimes } from './times.ts'

/** Finds what a clause holds for the fields of one skill. */
export function extract(profile: Profile, clause: Clause, around: Surroundings): Extraction {
  const extraction: Extraction = {
    hidden: new Array<boolean>(clause.tokens.length).fill(false),
    soft: new Map(),
    values: {},
    count: 0,
    homeless: 0,
    anchored: 0,
  }
  fillMarks(profile, clause, extraction)
  fillTimes(profile, clause, around.now, extraction)
  fillSwitches(profile, clause, extraction)
  hideOld(profile, clause, extraction)
  hideDeniedValues(profile, clause, extraction)
  fillCued(profile, clause, around, extraction)
  offerChoices(profile, clause, extraction)
  return extraction
}

import { tokensOf } from './tokens.ts'

/** Languages whose words are reduced to their stems, by ISO 639-1 code, with words so common that they tell the language and find nothing. */
const common: Record<string, string> = {
  en: 'the of and to a in is it you that he was for on are with as i his they be at one have this from or had by but what some we can out other were all there when up use your how said an each she which do their time if will way about many then them would like so these her him has more could no than been its who now did get may must our me my am does not',
  de: 'der die das und ist in den von zu mit sich des auf fur dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem uber einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde wenn wir ich mir mich wer was wo wann warum welche welcher welches ihr uns unser kann muss',
  fr: 'le la les de des du et est un une en que qui dans pour pas au sur ne se ce il elle sont avec par plus ou mais nous vous je son sa ses leur leurs cette ces aux a etre ont fait comme tout quand comment quel quelle ou mon ma mes notre votre',
  es: 'el la los las de y en un una que es por con no se del al lo como mas pero sus le ya o este si porque esta entre cuando muy sin sobre tambien me hasta hay donde quien desde todo nos durante cual mi tu su fue son ser',
  it: 'il lo la i gli le di e un una che in per non con si da del della dei delle al alla sono come piu ma anche questo questa ha ho nel nella su o dove quando chi cosa mio mia suo sua era essere',
  nl: 'de het een en van in is dat op te zijn met voor niet aan er om ook als dan maar bij of uit nog naar hij zij wij ik je door over wat waar wie wanneer hoe mijn zijn haar ons deze dit',
  pt: 'o a os as de e em um uma que do da dos das no na nos nas por para com nao se mais como mas foi ao ele ela seu sua ou quando muito ja tambem so pelo pela ate isso entre era depois sem mesmo onde quem qual meu minha',
  sv: 'och det att i en jag som han pa den med var sig for sa till ar men ett om hade de av inte da nu har kan dig oss vi vad nar hur vem detta',
}

const tell = new Map<string, string[]>()
for (const [language, words] of Object.entries(common))
  for (const word of words.split(' ')) tell.set(word, [...(tell.get(word) ?? []), language])

export const languages = Object.keys(common)

/** Whether nearly every text of the language has the word. */
export const isCommon = (word: string, language: string): boolean => tell.get(word)?.includes(language) ?? false

/** The language most of the common words belong to; undefined where too few tell. Looks at the first 2,000 words. */
export function languageOf(text: string): string | undefined {
  const counts = new Map<string, number>()
  let seen = 0
  for (const { word } of tokensOf(text.slice(0, 20_000))) {
    for (const language of tell.get(word) ?? []) counts.set(language, (counts.get(language) ?? 0) + 1)
    if (++seen === 2000) break
  }
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1])
  if (!first || first[1] < 2 || (second && first[1] === second[1])) return undefined
  return first[0]
}

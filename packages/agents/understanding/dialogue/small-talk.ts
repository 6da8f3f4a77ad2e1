import type { Profile } from '../model/profile.ts'
import { type Token, tokenise } from '../text/token.ts'
import type { Outcome } from './act.ts'
import { pointedAt } from './ordinals.ts'
import { isDropped, isThanks, isYes } from './replies.ts'
import type { State } from './state.ts'

const help = 'Say “help” to see what I can do.'
/** What is in another language is not understood. */
export const foreignSay = `Without a language model I understand only English. I changed nothing. ${help}`

const greeting =
  /^((hi|hello|hey|hiya|howdy|yo|greetings|good (morning|afternoon|evening|day)|morning|hello again)( (there|atom|everyone|all|again|you|hello|hi))*|what's up|whats up|sup)$/
const feeling =
  /^(i'm|i am|im|i feel|i'm feeling|i am feeling) ((so|very|really|quite|pretty|a bit|a little|just|too|feeling) )*(tired|stressed|sad|happy|bored|hungry|thirsty|sick|ill|unwell|exhausted|angry|sleepy|lonely|anxious|overwhelmed|excited|cold|hot|nervous|worried|upset|annoyed|depressed|stressed out|burnt out)( (today|now|again|right now))*$/
const parting = /\b(bye|goodbye|good night|see you)\b/
const gratitude =
  /\b(thanks|thank|thx|tyvm|tysm|tx|thanx|thnx|thankyou|ta|danke|merci|gracias|ty|cheers|appreciated|great|perfect|awesome|brilliant|wonderful|lovely|excellent|star|best|rock)\b/

/** Everyday words of languages that are not English, none of which is an English one. */
const foreign = new Set(
  'ich du wir bitte mich mir und oder nicht kein keine der das dem den ein eine einen mit für von zum zur auf alle meine meinen heute morgen übermorgen uhr montag dienstag mittwoch donnerstag freitag samstag sonntag erinnere lösche erstelle zeige termin aufgabe aufgaben erinnerung woche je tu nous vous le les des une du avec pour demain lundi mardi mercredi jeudi vendredi samedi dimanche rappelle moi mes el los las una para mañana hoy lunes martes miércoles jueves viernes recuérdame llamar con por mis il gli domani oggi ricordami lunedì'.split(
    ' ',
  ),
)

const plain = (tokens: readonly Token[]): string =>
  tokens
    .filter(token => token.kind !== 'sign' && token.kind !== 'bang')
    .map(token => token.lower)
    .join(' ')

export const isGreeting = (tokens: readonly Token[]): boolean => greeting.test(plain(tokens))

/** Is at least every third word one of another language, and more than one? */
function isForeign(text: string): boolean {
  const unquoted = text.replace(/["“„'][^"”“']*["”“']/g, '')
  const words = unquoted.toLowerCase().match(/\p{L}+/gu) ?? []
  const known = words.filter(word => foreign.has(word)).length
  return known > 1 && known * 3 >= words.length
}

/** What asks for nothing: a greeting, thanks, a yes to no question, signs without a word. Gives nothing where there may be a request. */
export function smallTalk(
  text: string,
  tokens: readonly Token[],
  state: State,
  find: (id: string) => Profile | undefined,
): Outcome | undefined {
  const say = (words: string): Outcome => ({ requests: [], say: words })
  if (isGreeting(tokens)) return say(`Hello. ${help}`)
  if (feeling.test(plain(tokens))) return say(`I hear you, and there is little I can do about that. ${help}`)
  if (isForeign(text)) return say(foreignSay)
  if (isDropped(tokens) || takesBack.test(plain(tokens))) {
    return say(wrote(state, find) ? 'All right, nothing more done. To take back what I did last, say “undo”.' : 'All right, nothing done.')
  }
  const whole = tokenise(text)
  if (isThanks(tokens) || isThanks(whole)) {
    const words = plain(whole)
    return say(gratitude.test(words) ? 'You are welcome.' : parting.test(words) ? 'Goodbye.' : 'All right.')
  }
  if (isYes(tokens) && /^(yes|yep|yeah|yup|yea|ya|y|sure|of course|go ahead|go for it|confirm|confirmed)\b/.test(plain(tokens)))
    return say(`No question of mine is open. ${help}`)
  if (!/\p{L}/u.test(text) && !/\d[:./-]\d|\d\s*[-–]\s*\d/.test(text) && (state.listed.length === 0 || !/\d/.test(text)))
    return say(`I understand requests in words. ${help}`)
  // “no 8” says what is meant instead.
  return state.listed.length === 0 && !/^no \d/.test(plain(tokens)) && pointedAt(plain(tokens), 9)
    ? { requests: [], ask: 'Which one do you mean?' }
    : undefined
}

/** Was the last thing done a change? */
export const wrote = (state: State, find: (id: string) => Profile | undefined): boolean =>
  state.last.some(request => find(request.skill)?.reads === false)

const takesBack =
  /^((no|oh|wait|actually|sorry) )*(leave|keep|put) (it|that|them|everything) (as|like|how) (it|that|they) (was|were)( before)?$/

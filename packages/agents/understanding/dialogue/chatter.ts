import type { Profile } from '../model/profile.ts'
import type { Token } from '../text/token.ts'
import { clock, type Now, plusDays } from '../time/civil.ts'
import { wrote } from './small-talk.ts'
import type { State } from './state.ts'

const help = 'Say “help” to see what I can do.'
const feeling =
  '(bored|tired|sad|happy|hungry|stressed|ill|sick|busy|lonely|back|home|here|good|fine|ok|okay|well|awake|hungover|annoyed|angry)'
const praise =
  '(great|awesome|amazing|good|nice|funny|cute|smart|brilliant|fantastic|wonderful|lovely|kind|sweet|clever|helpful|useful|star|legend|hero|angel|lifesaver|genius|best)'
const blame =
  '(stupid|dumb|useless|idiot|terrible|bad|awful|rubbish|crap|annoying|hopeless|slow|broken|ridiculous|not helpful|no help|not working|worthless|pathetic|an idiot|a joke)'

/** What people say to somebody who works for them, and wants a word back and nothing done. The first that fits a whole message answers it. */
const replies: readonly [pattern: RegExp, say: string][] = [
  [
    /^(and )?(how are you|how r u|how are u|hows it going|how is it going|how do you do|how are things|you (ok|okay|good|alright)|how have you been|how was your day|how is your day)( doing| going| today| then| so far)*$/,
    'Fine, thank you. What can I do for you?',
  ],
  [
    /^((can|could|do|would) you )?(please )?((tell|know|give|sing)( me| us)?|got|make me laugh|say)( an?| any| another| some| something)*( good| funny)?( jokes?| riddle| poem| story| song| funny)?$/,
    'I am no good at that, sorry. I am better at remembering things for you.',
  ],
  [
    /^(so )?are you (just |really |actually |still )?(an? )?(robot|bot|ai|a i|human|person|real|machine|alive|program|computer|chatgpt|gpt|llm|intelligent|siri|alexa)( or what)?$/,
    `A program on your own machine. Without a language model I follow plain requests. ${help}`,
  ],
  [
    /^((hello|hey|hi) )?(are you |is )?(you |anyone |anybody |someone )?(still )?(there|awake|listening|working|alive|online|ready)$/,
    'I am here. What can I do for you?',
  ],
  [
    /^(do you (like|love) me|i (really )?(love|like) (you|this|it)|you (rock|rule)|good (bot|boy|girl|job)|nice (job|work|one)|well done|impressive|not bad)$/,
    'Thank you.',
  ],
  [
    new RegExp(
      `^((that|this|you|it) (is|are|was|were)|what an?|how) (really |so |very |just |an? |the |such an? |pretty )*${praise}( help)?( thing| work| job| idea)?$`,
    ),
    'Thank you.',
  ],
  [
    new RegExp(
      `^(well )?((that|this|you|it|atom) (is|are|was|were)|what an?|how|so) (really |so |very |just |an? |the |such an? |pretty |totally |completely )*${blame}( thing)?$|^(you|this|that) (suck|sucks)$|^(you (do not|never) (understand|listen|get it|get me)|you are not (helping|listening))$`,
    ),
    'Sorry. Tell me in other words what you wanted, or say “undo” if I did the wrong thing.',
  ],
  [
    new RegExp(
      `^(i am|im|i feel|i feel so|i am so|i am feeling) (so |very |really |a bit |quite )*${feeling}( today| now| again| right now| at the moment)*$`,
    ),
    'Thank you for telling me. Is there something I should keep track of for you?',
  ],
  [
    /^(test|testing|test test|testing testing|one two three|just testing|ping|this is a test|does this work|is this working|is this on)$/,
    `It works. ${help}`,
  ],
  [
    /^(what|huh|eh|pardon|sorry what|excuse me|what do you mean|what does that mean|i (do not|dont) (understand|get it)|that makes no sense|come again)$/,
    `Sorry, that was unclear. ${help}`,
  ],
  [
    /^(thanks|thank you|thx|cheers|ta|ty) (mate|man|buddy|dude|friend|my friend|atom|love|dear|pal|bro|boss|again|for (that|this|the help|your help|everything))$/,
    'You are welcome.',
  ],
  [
    /^(happy (birthday|new year|easter|friday|monday)|merry (christmas|xmas)|happy (christmas|xmas)|have a (nice|good|great|lovely) (day|evening|weekend|night|one)|(enjoy|have) (your|a good) weekend|sleep well|take care)( to you| atom| too)*$/,
    'Thank you, the same to you.',
  ],
  [
    /^(interesting|i see|wow|really|seriously|hm+|mhm|aha|oh|ah|ooh|right|fair enough|makes sense|good to know|understood|good point|as you like|whatever|up to you|yay|hooray|phew|let me (see|think)|i will (see|think about it))$/,
    'All right.',
  ],
]

/** Says that what was done is not what was wanted. */
const wrong =
  /^(oops|ouch|no|nope|wait|sorry|argh|actually|hang on|hey|oh|dammit|damn|my bad|my mistake| )*((it|that|this) (is|was) (not|wrong|a mistake|n't)( right| it| done| finished| true| correct| what i (meant|wanted|said|asked|asked for)| how i meant it)?|(it|that|this) (isnt|isn't|wasnt|wasn't)( right| it| done| finished| true| correct| what i (meant|wanted|said|asked for))?|wrong( one| thing| answer| day| time| person)?|not (that|this|like that|what i (meant|wanted|said|asked for))( one)?|i did not (mean|say|want|ask for) (that|this|it)|i didn't (mean|say|want|ask for) (that|this|it))$/
const sorry = /^(oops|sorry|my bad|my mistake|oh no|oh dear|whoops|argh|ugh|damn|dammit|shit|fuck|crap)( sorry| again)*$/

/** Answers small talk that asks for nothing. */
export function chatter(tokens: readonly Token[], state: State, now: Now, find: (id: string) => Profile | undefined): string | undefined {
  const said = plain(tokens)
  const clockSays = timeSaid(said, now)
  if (clockSays) return clockSays
  if (wrong.test(said))
    return wrote(state, find)
      ? 'Sorry. Say “undo” to take back what I did last, or tell me what it should be.'
      : 'Sorry. Please say it in other words.'
  if (sorry.test(said)) return wrote(state, find) ? 'No harm done. Say “undo” if I should take back what I did last.' : 'No harm done.'
  const behind = said.replace(/^(thanks|thank you|thx|cheers)( so much| a lot| very much)? (?=\S)/, '')
  return (replies.find(([pattern]) => pattern.test(said)) ?? replies.find(([pattern]) => pattern.test(behind)))?.[1]
}

/** Without signs, thanks that lead, and who is spoken to. */
const plain = (tokens: readonly Token[]): string =>
  tokens
    .filter(token => token.kind !== 'sign' && token.kind !== 'bang')
    .map(token => token.lower.replace(/[’`]/g, "'"))
    .join(' ')
    .replace(/^(ok|okay|well|haha|lol|and)( so much| a lot| very much)? (?=\S)/, '')
    .replace(/ (lol|haha|please)$/, '')

const time =
  /^(what time is it|what is the time|whats the time|what's the time|do you have the time|time( please)?)( now| right now| please)?$/
const date =
  /^((what|which) (day|date|weekday) is (it|today|tomorrow)|what is (the date|today's date|todays date|today)|whats (the date|todays date)|what's (the date|today's date)|what date is it|what day are we)( today| now| tomorrow)?$/

/** What the person's own clock shows, and which day it is. */
function timeSaid(said: string, now: Now): string | undefined {
  if (time.test(said)) return `It is ${clock(now.minute)}${now.zone ? ` (${now.zone.replaceAll('_', ' ')})` : ''}.`
  if (!date.test(said)) return undefined
  const ahead = /tomorrow/.test(said) ? 1 : 0
  const day = new Intl.DateTimeFormat(now.monthFirst ? 'en-US' : 'en-GB', { dateStyle: 'full', timeZone: 'UTC' }).format(
    new Date(`${plusDays(now.day, ahead)}T12:00:00Z`),
  )
  return `${ahead ? 'Tomorrow' : 'Today'} is ${day}.`
}

import { tokenise } from './token.ts'
import { prepositions } from './words.ts'

/** What people ask assistants for that no record can answer; without a skill's own words beside it, it is not ours to do. */
export const errands = [
  'play',
  'tell me',
  'read me',
  'write me',
  'sing',
  'translate',
  'convert',
  'calculate',
  'compute',
  'order me',
  'buy me',
  'book me',
  'get me',
  'bring me',
  'drive me',
  'call me a',
  'turn on',
  'turn off',
  'switch on',
  'switch off',
  'dim',
  'transfer',
  'text',
  'navigate',
  'google',
  'recommend',
  'suggest',
  'explain',
  'summarise',
  'summarize',
  'send',
  'email',
  'message',
  'whatsapp',
  'phone',
  'ring',
  'dial',
  'pay',
  'order',
  'draw',
  'define',
  'spell',
  'shuffle',
  'pause',
  'skip song',
  'open the door',
  'set the',
  'set a timer',
  'set an alarm',
].map(text => tokenise(text).map(token => token.lower))

/** Questions about the world and orders to shops and drivers: never ours, whatever day they name. */
const elsewhere = [
  'how long does it take',
  "what's the weather",
  'what is the weather',
  "how's the weather",
  'how is the weather',
  "what's the forecast",
  "what's the temperature",
  "how's the traffic",
  'what time is it',
  'turn up the',
  'turn down the',
  "what's the time",
  'how far',
  'how do i get to',
  'how do i get from',
  'how can i get to',
  'where is the nearest',
  "where's the nearest",
  'how tall',
  'how old',
  'how much does',
  'how much is',
  'book me a',
  'book me an',
  'order me',
  'get me a',
  'get me an',
  'call me a',
  'call me an',
  'bring me',
  'drive me',
  'buy me',
].map(text => tokenise(text).map(token => token.lower))

const vehicles = /^(flights?|hotels?|hostel|motel|airbnb|taxi|cab|uber|lyft|ride|rental)$/

const food = /^(pizzas?|takeaway|takeout|sushi|burgers?|curry)$/

/** "order a pizza for 7pm", "book a flight to Oslo": what only a shop or a driver could do. "Book flights" is a thing to be done. */
function isOrder(words: readonly string[]): boolean {
  if (!/^(book|order|call|get|reserve|buy|find|search|compare|fetch|hail|rent)$/.test(words[0] ?? '')) return false
  const from = /^(me|us)$/.test(words[1] ?? '') ? 2 : 1
  const first = words[0] ?? ''
  // Nobody but a shop finds flights, and food is ordered now.
  const bare = /^(find|search|compare)$/.test(first) || (first === 'order' && food.test(words[from] ?? ''))
  if (!bare && !/^(a|an|some|two|three|\d)$/.test(words[from] ?? '')) return false
  const end = words.findIndex((word, at) => at > from && (prepositions.has(word) || /^(,|and|tomorrow|tonight|today)$/.test(word)))
  return words.slice(bare ? from : from + 1, end < 0 ? from + 5 : end).some(word => vehicles.test(word) || food.test(word))
}

const devices =
  /^(garage|doors?|windows?|blinds?|curtains?|gate|shutters?|lights?|lamps?|heating|heater|thermostat|temperature|brightness|volume|oven|tv|television|radio|music|app|browser)$/

/** "open the garage door", "set the thermostat to 20": done by a house, not by a record of it. */
const isSwitch = ([verb = '', article = '', first = '', second = '']: readonly string[]): boolean =>
  /^(open|close|shut|lock|unlock|raise|lower|dim|mute|unmute|set|turn|put)$/.test(verb) &&
  /^(the|my|our)$/.test(article) &&
  devices.test(first) &&
  (/^(set|lower|raise)$/.test(verb) ? /^(to|by)$/.test(second) : verb !== 'put' || /^(on|off|up|down)$/.test(second))

/** "convert 5pm CET to New York time", "how many days until Christmas", "who is the president of France": sums and knowledge. */
function asksTheWorld(words: readonly string[]): boolean {
  const [first = '', second = '', third = ''] = words
  if (/^(convert|calculate|compute|multiply|divide|subtract|solve)$/.test(first) && /^[\d$€£]/.test(second)) return true
  if (first === 'how' && second === 'many' && /^(second|minute|hour|day|week|weekend|month|year)s$/.test(third))
    return words.slice(3).some(word => /^(until|till|til|before|since|between|in|are|is|to)$/.test(word))
  if (first === 'how' && second === 'long' && /^(until|till|til|before|since)$/.test(third)) return true
  return first === 'who' && ((/^(is|are)$/.test(second) && third === 'the' && words[4] === 'of') || (second === 'was' && words.length > 2))
}

/** Is it nothing that any record could answer, whatever day it names? */
export const isElsewhere = (words: readonly string[]): boolean =>
  elsewhere.some(start => start.every((word, at) => words[at] === word)) ||
  asksForWriting(words) ||
  isOrder(words) ||
  isSwitch(words) ||
  asksTheWorld(words)

/** What somebody would have to make up: "write a poem about fog" asks for a writer. */
const writings = new Set(
  'poem haiku limerick sonnet verse rhyme song lyrics rap story tale novel essay speech toast eulogy joke pun riddle slogan tagline jingle letter script screenplay dialogue monologue article blog caption review obituary'.split(
    ' ',
  ),
)
const writers = /^(write|compose|make|create|draft|invent|come|give|tell|sing|generate|think|pen)$/

/** "write me a short story about a dragon": asks for words to be made up, not for words to be kept. */
function asksForWriting(words: readonly string[]): boolean {
  if (!writers.test(words[0] ?? '')) return false
  const article = words.findIndex(word => /^(a|an|some|another)$/.test(word))
  if (article < 1 || article > 3 || !words.slice(1, article).every(word => /^(me|us|up|with|of)$/.test(word))) return false
  if (words.slice(article).some(word => /^(called|named|titled|saying)$/.test(word))) return false
  const noun = words.findIndex((word, at) => at > article && at <= article + 4 && writings.has(word))
  return noun > 0 && words.slice(article + 1, noun).every(word => !prepositions.has(word) && !/^(and|,|:)$/.test(word))
}

import { tokenise } from './token.ts'

/** Words of English that name nothing themselves. */

const set = (words: string) => new Set(words.split(' '))

export const articles = set('a an the my our your his her their its this that these those some any another every each all new')
export const determiners = set('a an the my our your his her their its this that these those')
/** Words that carry grammar rather than meaning; they weigh little when a sentence is compared. */
export const functionWords = set(
  `a an the my our your his her their its this that these those some any another of to in on at by for from with about into onto and or but as is are was were be been am do does did have has had i i'm i'd i've i'll me you it we us they them he she him what's whats so just also too then there here up out if not no can could would will shall should may might must please now`,
)
/** A value of another field may begin with these; a name or title seldom ends in one. */
export const prepositions = set(
  'of to in on at by for from with about into onto as under until till before after since around over during than via',
)

export const pronouns = set('it that this them those these him her one ones he she they')

/** Said before a request without being part of it; longest first is tried. */
export const openers = [
  'if you please',
  "if it's not too much trouble",
  'if its not too much trouble',
  "if you don't mind",
  'if you dont mind',
  'if possible',
  'if you can',
  'if you could',
  'when you get a moment',
  'when you get a chance',
  'when you have a moment',
  'when you have time',
  'whenever you can',
  'sorry to bother you but',
  'sorry to bother you',
  'excuse me',
  'pretty please',
  'be a dear and',
  'be a dear',
  'be so kind and',
  'do me a favor and',
  'do me a favour and',
  'would you be so kind as to',
  'be so kind as to',
  "i'd be grateful if you could",
  "i'd be grateful if you would",
  "i'd appreciate it if you could",
  'i would appreciate it if you could',
  "i'd appreciate if you could",
  "it'd be lovely if you",
  "it'd be great if you could",
  "it'd be great if you",
  'it would be great if you could',
  'it would be nice if you could',
  "it'd be nice if you could",
  "it'd be lovely if you could",
  'i was wondering if you might',
  'i was wondering if you could',
  'i was wondering whether you could',
  'i wonder if you could',
  'was wondering if you could',
  'would it be possible to',
  'would it be possible for you to',
  'is it possible to',
  'would it be ok to',
  'do you think you could',
  'do you think you can',
  'would you be able to',
  'are you able to',
  'may i ask you to',
  'might i ask you to',
  'could i ask you to',
  'can i ask you to',
  'could i trouble you to',
  'can i trouble you to',
  'can i get you to',
  'could i get you to',
  "i'd like you to",
  'i would like you to',
  "i'd love you to",
  'i want you to',
  'i need you to',
  'would you mind terribly',
  'would you mind',
  'do you mind',
  'would you please',
  'would you kindly',
  'would you',
  'could you please',
  'could you kindly',
  'could you perhaps',
  'could you maybe',
  'could you just',
  'could you',
  'can you please',
  'can you just',
  'can you',
  'can u',
  'could u',
  'will you',
  'can we',
  'could we',
  "let's",
  'lets',
  'let us',
  'please would you',
  'please could you',
  'please can you',
  "i'd like to",
  'i would like to',
  "i'd love to",
  'i want to',
  'i wanna',
  'id like to',
  'i need to ask you to',
  'tell me whether',
  'tell me if',
  'let me know whether',
  'let me know if',
  'let me know',
  'tell me',
  'would you happen to have',
  'do you happen to have',
  'do you happen to know',
  'do you know',
  'i want',
  "i'd like",
  'i would like',
  'be a dear',
  'get a list of',
  'get me a list of',
  'give me a list of',
  'please',
  'pls',
  'plz',
  'kindly',
  'hey atom',
  'hi atom',
  'hello atom',
  'ok atom',
  'atom',
  'hey there',
  'hi there',
  'hey',
  'hi',
  'hello',
  'good morning',
  'good evening',
  'good afternoon',
  'yo',
  'ok so',
  'okay so',
  'ok',
  'okay',
  'so',
  'well',
  'right',
  'now',
  'first',
  'firstly',
  'next',
  'then',
  'and then',
  'also',
  'and also',
  'and',
  'oh',
  'ah',
  'um',
  'uh',
  'actually',
  'great',
  'perfect',
  'cool',
  'just',
  'quick',
  'finally',
  'plus',
  'afterwards',
  'after that',
  'one more thing',
  'thanks',
  'thank you',
]
  .map(text => tokenise(text).map(token => token.lower))
  .sort((a, b) => b.length - a.length)

/** Said after a request without being part of it. */
export const closers = [
  "if you don't mind",
  'if you dont mind',
  'if you please',
  "if it's not too much trouble",
  'if possible',
  'if you can',
  'if you could',
  'would you',
  'could you',
  'will you',
  'can you',
  'please',
  'pls',
  'plz',
  'thanks',
  'thank you',
  'thank you so much',
  'thanks a lot',
  'thank you very much',
  'thanks so much',
  'many thanks',
  'thx',
  'ta',
  'cheers',
  'for me please',
  'for me',
  'ok',
  'okay',
  'will ya',
  'right now',
  'real quick',
  'when you get a chance',
  'when you can',
  'when you get a moment',
  'asap please',
  'atom',
  'thanks in advance',
  'much appreciated',
  'quickly',
  'quick',
]
  .map(text => tokenise(text).map(token => token.lower))
  .sort((a, b) => b.length - a.length)

/** Verbs in the form of a command, to tell "call Dana Friday" from "dentist Friday". */
export const commandVerbs = set(
  `add answer apply approve arrange ask assemble back bake bin book borrow bring brush build buy call cancel change charge chase check choose clean clear close collect compile complete confirm contact cook copy create cut deal decide defrost deliver design discuss do donate download draft drop eat edit email empty feed fetch figure file fill find finish fix follow forward get give go grab hand hang help hire install invite invoice iron join keep learn leave lend list look lock make meet message move mow open order organise organize pack paint pay phone pick plan plant play polish post practice practise prepare print proofread publish purchase push put read record redeem refill refund register remove renew rent repair repaint replace reply report request research reschedule reserve respond return review revise ring run schedule sell send service set share shop sign sort speak start stop study submit sweep take talk tell test text thank tidy transfer translate try turn tweak unpack update upgrade upload use vacuum verify visit wash watch water weigh wipe wrap write`,
)

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

/** Words of courtesy: they may stand around a request and mean nothing for it. */
export const courtesyWords = set(
  `hoping wondering hope wonder grateful obliged kind kindly trouble bother bothering bug mind possible possibly convenient helpful super great lovely nice awesome okay ok sorry rather ever dear able appreciate favor favour moment chance terribly awfully nuisance hate willing needful perhaps maybe please pls plz thanks thank thx ty ta cheers hello hi hey mate buddy really very much lot ton tons million advance btw actually honestly basically somehow excuse pardon wonderful awful glad happy love bit little quickly kindest whenever mind's help helping`,
)

export const questionWords = set(
  "what which who whom whose when where why how what's whats who's when's where's how's is are am was were do does did have has can could will would should any anything",
)

/** Roughly the stem, enough to compare a plural with its singular and a verb with its forms. */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z'’-]+$/.test(word)) return word
  if (/(ss|us|is)$/.test(word)) return word
  if (/ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`
  if (/(ches|shes|xes|sses|zes)$/.test(word)) return word.slice(0, -2)
  if (/'s$/.test(word)) return word.slice(0, -2)
  if (/s$/.test(word)) return word.slice(0, -1)
  return word
}

/** The verb behind "deleting", "scheduling", "blocking". */
export function verbStems(word: string): string[] {
  const found = [word]
  if (/ing$/.test(word) && word.length > 5) {
    const root = word.slice(0, -3)
    found.push(root, `${root}e`)
    if (/(.)\1$/.test(root)) found.push(root.slice(0, -1))
  }
  return found
}

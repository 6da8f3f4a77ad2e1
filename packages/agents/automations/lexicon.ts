/** Courtesies before what is wanted. */
export const courtesies =
  /^(?:(?:please|hey|hi|ok|okay|so|atom|also|and|now|automatically|always|just)[\s,]+|(?:can|could|would|will) you (?:please )?|i(?:'d| would) (?:like|want) (?:you )?to |i want (?:you )?to |i need (?:you )?to |make sure (?:to |that )?(?:you )?|(?:set up|make|create|build|add) an? (?:automation|workflow|rule)(?: that| to|:| which)? )/i

/** What opens the happening that starts it. */
export const whenWords =
  /^(?:each time|every time|any time|anytime|whenever|when ever|when|as soon as|once|the moment|the minute|the instant|if ever|if|upon|after)\s+(?:that\s+)?/i

/** The same after what is to be done. “if” and “once” there are conditions and times of their own. */
export const trailingWhen = /[\s,]+(?:each time|every time|any time|anytime|whenever|when|as soon as|the moment)\s+(?:that\s+)?/gi

/** Who does what happens, when it is said in the active voice. */
export const somebody =
  /^(?:i|we|you|they|he|she|somebody|someone|anybody|anyone|a colleague|a (?:team ?mate|teammate)|people|the team|my team)(?:'ve| have|'s| has)?\s+(?:just )?/i

/** How happenings are told beside their own participle, by that participle. */
export const tellings: Record<string, string[]> = {
  created: [
    'come in',
    'arrive',
    'appear',
    'turn up',
    'show up',
    'be new',
    'be there',
    'land',
    'be made',
    'be entered',
    'be opened',
    'be filed',
    'pop up',
  ],
  updated: ['be edited', 'be modified', 'get a change'],
  completed: [
    'be ticked off',
    'be checked off',
    'be closed',
    'be done',
    'be finished',
    'be ready',
    'be marked off',
    'be marked done',
    'be marked finished',
    'be marked complete',
    'be marked completed',
    'be marked as done',
    'be marked as finished',
    'be marked as complete',
    'be marked as completed',
  ],
  deleted: ['be removed', 'be thrown away', 'disappear', 'be erased', 'go away', 'be cancelled'],
  failed: ['break', 'go wrong', 'crash', 'not work', 'stop working', 'have an error', 'error'],
  fired: ['go off', 'ring', 'be due', 'pop up', 'come up'],
}

/** Words between the parts of what happens that say nothing. */
export const fillers =
  /\b(?:an?|the|any|some|another|new|one of (?:my|our|the)|my|our|is|are|was|were|been|be|being|gets?|got|has|have|had|just|there|there's)\b/gi

/** What joins one thing to do with the next. */
export const joints =
  /^(?:[\s,;.–—-]+|(?:and then|then|and also|and|also|but|after that|afterwards|after which|next(?=,)|finally|plus|please|lastly|at the end|as well)(?![\p{L}\p{N}'’]))+/iu

export const otherwiseWords = /(?:^|[\s,;.]+)(?:and |or |but )?(?:or else|otherwise|else|if not|in any other case|failing that)[\s,:]+/i

const approve =
  "(?:approves?|approved|agrees?|agreed|says? (?:yes|ok|okay|so)|said (?:yes|ok)|confirms?|confirmed|accepts?|signs? (?:it )?off|okays?|okayed|ok['’]?s|ok['’]?d|gives? (?:the |an? |his |her |their |my )?(?:ok|okay|go-ahead|green light))(?: (?:to )?(?:it|this|that))?"

/** “ask Sam before …”: who, and how it goes on. Each gives the person as `who`, nothing for the one who speaks. */
export const approvals: RegExp[] = [
  /^(?:please )?ask (?<who>me|us|[\p{L}-]+) (?:first )?(?:if|whether) [^,;.]+?[\s,;.]+(?:and )?(?:only )?then (?=(?!if\b)\p{L})/iu,
  new RegExp(
    `^(?:please )?ask (?<who>me|us|[\\p{L}-]+) (?:first )?(?:whether|if)(?: (?:that|it|this)(?:['’]s| is) (?:ok(?:ay)?|fine|all right|alright|good)(?: with (?:me|him|her|them))?| (?:to|I|he|she|they|we) (?:should|may|can)?(?: do (?:it|that|so))?)?[\\s,;.]+(?:and )?(?:then )?(?:only )?(?:if|when|once|after|as soon as) (?:so|yes|(?:i|he|she|they|we|\\p{L}+) (?:${approve}|do(?:es)?))[\\s,:]+(?:then )?`,
    'iu',
  ),
  new RegExp(
    `^wait (?:for|until|till) (?<who>i|we|me|[\\p{L}-]+) (?:to |has |have )?${approve.replace('says? ', 'says? |to say ')}(?: first)?(?:[\\s,;.]+(?:and )?(?:then )?|$)`,
    'iu',
  ),
  /^ask (?<who>me|us|[\p{L}'’-]+) (?:to (?:approve|confirm|agree|sign off|decide|ok|okay)|for (?:an? |the )?(?:yes|ok|okay|approval|permission|go-ahead))(?: (?:it|this|that))?(?: first)?(?: and(?: only)? then\b| then\b|[,.;]| before\b| and\b|$)\s*(?:then )?/iu,
  /^(?:always )?ask (?<who>me|us|[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?)(?: first)?,? (?:before|prior to)\s+(?:you(?:'re| are)?\s+)?/iu,
  /^(?:ask|get|request|wait for|obtain) (?:for )?(?:(?<who>me|[\p{L}-]+)(?:['’]s?)? )?(?:for )?(?:my |an? |the )?(?:approval|permission|ok|okay|consent|go-ahead|confirmation|sign-off)(?: (?:of|from|by) (?<from>me|[\p{L}-]+))?(?: first)?(?: (?:before|to)\b| and(?: only)? then\b| then\b| and\b|[,.;]|$)\s*/iu,
  new RegExp(
    `^(?:after|once|when|if|as soon as|provided|only if|only when|only after|let) (?<who>i|we|me|[\\p{L}-]+) (?:have |has )?${approve}(?: first)?(?: then| and|[,.;]|$)*\\s*`,
    'iu',
  ),
  /^(?:with|upon|after) (?:(?<who>my|our|[\p{L}-]+['’]s) )(?:approval|permission|ok|okay|consent|go-ahead|yes)(?:[,.;]|$)?\s*/iu,
  /^(?:ask|check with|confirm with|run it by|run this by|clear it with) (?<who>me|us|[\p{L}-]+)(?: first)?(?: and(?: only)? then\b| then\b|[,.;]| before\b| and\b|$)\s*/iu,
  /^let (?<who>me|us|[\p{L}-]+) (?:approve|confirm|decide|ok|sign off|check)(?: (?:it|this|that))?(?: first)?(?: and(?: only)? then\b| then\b|[,.;]| before\b| and\b|$)\s*/iu,
]

/** The same after what hangs on it: “…, but ask me first”. */
export const trailingApprovals: RegExp[] = [
  /[\s,;]+(?:but |and )?(?:please )?(?:always )?ask (?<who>me|us|[\p{L}-]+) to (?:approve|confirm|agree|sign off|ok|okay)(?: (?:it|this|that))?(?: first| before(?:hand)?)?\.?$/iu,
  /[\s,;]+(?:but |and )?(?:please )?(?:always )?(?:ask|check with|confirm with|run (?:it|that|this) by|clear it with) (?<who>me|us|[\p{L}-]+)(?: (?:for (?:approval|permission|confirmation)|first|before(?:hand)?|before (?:you do|doing|that)[^,]*))+\.?$/iu,
  new RegExp(
    `[\\s,;]+(?:but )?(?:only )?(?:after|once|when|if|as soon as|provided) (?<who>i|we|[\\p{L}-]+) (?:have |has )?${approve}(?: first)?\\.?$`,
    'iu',
  ),
  /[\s,;]+(?:but )?(?:only )?(?:with|upon|after) (?<who>my|our|[\p{L}-]+['’]s) (?:approval|permission|ok|okay|consent|go-ahead)\.?$/iu,
  /[\s,;]+(?:but )?(?:get|wait for) (?<who>my|our|[\p{L}-]+['’]s) (?:approval|permission|ok|okay|consent|go-ahead)(?: first)?\.?$/iu,
]

export const eachWords =
  /^(?:and )?(?:for|with) (?:each|every|all)(?: (?:one|single one))?(?: of (?:them|these|those|the \p{L}+))?(?: (?!of\b)[\p{L}-]+)??[\s,:]+/iu
export const eachPhrase = /\b(?:each|every|all|every single|any) (?:one )?of (?:them|these|those)\b|\b(?:each|every) one\b/i

export const ifWords = /^(?:but )?(?:only )?(?:if|when|in case|provided(?: that)?|as long as|assuming)\s+/i
export const unlessWords = /^(?:but )?(?:not if|unless|except (?:if|when))\s+/i
export const trailingIf =
  /[\s,;]+(?:but )?(?:(?:only )?(?:if|provided(?: that)?|as long as|in case|when)|unless|except (?:if|when)|not if)\s+/gi

/** Who is to be told, and what: “let me know”, “tell Sam that …”, “send me a notification”. */
export const notices: RegExp[] = [
  /^let (?<who>me|us|\p{L}[\p{L}'’-]*) know(?:[\s:,]+(?<what>.+))?$/iu,
  /^(?:tell|notify|inform|alert|ping|warn|message) (?<who>me|us|\p{L}[\p{L}'’-]*)(?:[\s:,]+(?<what>.+))?$/iu,
  /^(?:send|give|drop|shoot) (?<who>me|us|\p{L}[\p{L}'’-]*) an? (?:notification|message|alert|notice|note|heads[- ]up|ping)(?:[\s:,]+(?<what>.+))?$/iu,
  /^(?:send|give|drop|shoot) an? (?:notification|message|alert|notice|heads[- ]up|ping) to (?<who>me|us|\p{L}[\p{L}'’-]*)(?:[\s:,]+(?<what>.+))?$/iu,
]

/** “tell me which tasks are due today”, “let Sam know how many …”: what is told must be listed first. */
export const listTold =
  /^(?<tell>(?:tell|notify|alert|message|inform|ping) (?:me|\p{Lu}[\p{L}-]*)|let (?:me|\p{Lu}[\p{L}-]*) know) (?:about |of )?(?<lead>which|what|how many|the number of|my|our|all my|all|the|any|today['’]s|tomorrow['’]s)(?: of)?(?: (?:my|our|the))? (?<what>(?!(?:that|to)\b).+)$/u

/** What is left when nothing is to be done: “otherwise do nothing”. */
export const nothingToDo =
  /^(?:do nothing|do not do anything|don['’]t do anything|nothing|leave (?:it|them|everything)(?: (?:alone|as (?:it|they) (?:is|are)))?|skip (?:it|this|that)|stop(?: there)?|that['’]?s it|that is it)$/i

/** Words that say how parts of a sentence hang together: left over in one thing to do, something was not understood. */
export const structure =
  /\b(?:if|unless|otherwise|or else|whenever|wait|okays?|okayed|approv(?:e|es|ed|al)|agree[sd]?|ask (?:me|us)|let (?:me|us|\p{Lu}\p{L}+) know|(?:and|then|,) (?:tell|notify|alert|inform|ping|warn) |for each|for every|each of|as soon as|and then|after (?:that|which)|until)(?![\p{L}'’-])/iu

/** One record, or what was listed. */
export const oneWords = /\b(?:it|this|that one|him|her|them|they)\b(?!['’])/i
export const manyWords =
  /\b(?:them all|all of (?:them|these|those)|them|these|those|the (?:whole |full )?(?:list|results?)|that list|this list|the list of them|it)\b/i

/** Words with which something is looked up, as “show” is. */
export const lookUps =
  /^(?:find|search(?: for)?|look (?:for|up|at)|get(?: me)?|fetch|check(?: for| on)?|review|collect|gather|pull(?: up)?|go through|take|read|count) (?!off|out|rid|down|away|back)/i

/** What lists cannot be asked for: when something was done to a record. */
export const changedWhen =
  /\b(?:finished|completed|done|closed|created|added|made|written|changed|updated) (?:today|yesterday|this (?:week|month|morning)|last (?:week|month)|since|in the last)\b/i

/** Other words for the same request, tried beside what was said. */
export const rephrasings: [RegExp, string][] = [
  [/^(?:tag|label) (it|them|this|that) (?:with |as )?(?:the (?:tag|label) )?(\S+)$/i, 'add the label $2 to $1'],
  [/^(?:tag|label|mark) (it|them|this|that) (?:with |as )?(?:the (?:tag|label) )?["'“](\S+)["'”]$/i, 'add the label $2 to $1'],
  [/^add (?:a |the )?(?:tag|label) ["'“]?([^\s"'“”]+)["'”]?(?: to (?:it|them|this|that))?$/i, 'tag it $1'],
  [/^(?:put|set) (?:a |the )?(?:tag|label) (\S+) on (it|them|this|that)$/i, 'add the label $1 to $2'],
]

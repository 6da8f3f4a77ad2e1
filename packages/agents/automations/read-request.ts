import type { Reader } from './reader.ts'
import type { Statement, Subject } from './types.ts'

const called =
  /^(?:(?:call|fetch|get|load|open|visit|ping|hit|query|request|download|check|monitor|watch|test|look at)(?: (?:the )?(?:page|url|address|endpoint|api|site|website|link|web page)(?: at)?)?|(?:send|make|do) an? (?:(?<verb>get|head|post|put|patch|delete) |http )?(?:request|call)(?: to)?|(?<method>GET|HEAD|POST|PUT|PATCH|DELETE)(?: to)?|(?:post|send|push|forward|submit) (?<what>it|this|that|them|the \p{L}+|its \p{L}+|the list)(?: on)? to(?: (?:the )?(?:url|address|webhook|endpoint|api))?)[\s:]+["“<]?(?<url>https?:\/\/[^\s"”>]+?)["”>]?(?: with (?<body>it|them|the \p{L}+|its \p{L}+)(?: (?:as|in) (?:the |its )?(?:body|payload))?)?[.,;]?$/iu

/** “call https://…”, “post it to https://…”: the skill that takes a method and an address. */
export function readRequest(
  reader: Reader,
  text: string,
  subjects: readonly Subject[],
): { statement: Statement; subject: Subject } | { ask: string } | undefined {
  const found = called.exec(text)?.groups
  if (!found) return undefined
  const caller = reader.vocabulary.caller
  if (!caller) return undefined
  if (!URL.canParse(found.url as string)) return { ask: `“${found.url}” is no address I can call.` }
  const sent = found.what ?? found.body
  const method = (found.verb ?? found.method)?.toUpperCase() ?? (sent === undefined ? 'GET' : 'POST')
  const body = sent === undefined ? undefined : bodyOf(reader, sent, subjects)
  if (sent !== undefined && body === undefined) return { ask: `What should be sent? I did not understand “${sent}” in “${text}”.` }
  const id = reader.idFor(caller.id)
  return {
    statement: {
      kind: 'do',
      id,
      title: text.charAt(0).toUpperCase() + text.slice(1),
      skill: caller.id,
      input: { method, url: found.url, ...(body === undefined ? {} : { body }) },
    },
    subject: {
      family: undefined,
      path: `steps.${id}.output`,
      id: `steps.${id}.output.status`,
      text: `steps.${id}.output.body`,
      fields: caller.gives,
      inside: 'body',
      told: `${new URL(found.url as string).host} answered {{ steps.${id}.output.status }}`,
    },
  }
}

/** The record as it is, or one of its fields by its name. */
function bodyOf(reader: Reader, sent: string, subjects: readonly Subject[]): unknown {
  const many = /^(?:them|the list)$/i.test(sent)
  const subject = subjects.find(each => Boolean(each.many) === many) ?? subjects[0]
  if (!subject) return undefined
  const noun = /^the (\p{L}+)$/iu.exec(sent)?.[1]?.toLowerCase()
  const field = /^its (\p{L}+)$/iu.exec(sent)?.[1]?.toLowerCase()
  const family = subject.family === undefined ? undefined : reader.vocabulary.families.get(subject.family)
  if (field !== undefined || (noun !== undefined && family?.fields[noun])) {
    const name = field ?? noun ?? ''
    if (family ? !family.fields[name] : subject.fields && !subject.fields.includes(name)) return undefined
    return { [name]: `{{ ${subject.path}.${name} }}` }
  }
  if (noun !== undefined && noun !== 'list' && !family?.nouns.has(noun)) return undefined
  return `{{ ${subject.path} }}`
}

/** Where the status is asked about, none is an error of the request. */
export function takeAnyStatus(reader: Reader, statements: Statement[]): void {
  const { caller } = reader.vocabulary
  if (!caller?.any) return
  const whole = JSON.stringify(statements)
  const look = (list: Statement[]): void => {
    for (const statement of list) {
      if (statement.kind === 'do' && statement.skill === caller.id && whole.includes(`steps.${statement.id}.output.status`))
        Object.assign(statement.input, caller.any)
      if (statement.kind === 'ask') look(statement.denied)
      if (statement.kind === 'if') for (const branch of [statement.yes, statement.no]) look(branch)
      if (statement.kind === 'each') look(statement.body)
    }
  }
  look(statements)
}

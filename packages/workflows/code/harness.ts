import { codeLimits } from './limits.ts'

/**
 * What stands around a person's code inside the sandbox: a console that writes to `log`, and the way in and out as JSON. It is JavaScript as text
 * because it runs in QuickJS; it keeps the built-ins it needs before the person's code can change them.
 */
export const harness = `(log => {
  const { parse, stringify } = JSON, { isArray } = Array, { isFinite } = Number, { getPrototypeOf, keys, prototype } = Object
  const line = value => {
    if (typeof value === 'string') return value
    try { const text = typeof value === 'object' && !(value instanceof Error) ? stringify(value) : undefined; return text === undefined ? String(value) : text } catch { return String(value) }
  }
  let lines = 0
  const write = (...values) => {
    if (++lines > ${codeLimits.logLines}) return
    let text = ''
    for (let i = 0; i < values.length; i++) text += (i ? ' ' : '') + line(values[i])
    log(text.length > ${codeLimits.logLine} ? text.slice(0, ${codeLimits.logLine}) + '…' : text)
  }
  globalThis.console = { log: write, info: write, warn: write, error: write, debug: write }
  const refuse = (path, what) => { const error = new Error((path ? '“' + path + '”' : 'the answer') + ' is ' + what + ', which JSON cannot hold'); error.name = 'Refused'; throw error }
  const check = (value, path, around) => {
    const type = typeof value
    if (value === null || type === 'string' || type === 'boolean') return
    if (type === 'number') return isFinite(value) ? undefined : refuse(path, String(value))
    if (type !== 'object') return refuse(path, type === 'undefined' ? 'undefined' : 'a ' + type)
    for (let at = around; at; at = at.around) if (at.value === value) refuse(path, 'part of itself')
    const inner = { value, around }
    if (isArray(value)) { for (let i = 0; i < value.length; i++) check(value[i], path + (path ? '.' : '') + i, inner); return }
    const proto = getPrototypeOf(value)
    if (proto !== null && proto !== prototype) refuse(path, 'a ' + (proto.constructor && proto.constructor.name || 'object of a class'))
    const names = keys(value)
    for (let i = 0; i < names.length; i++) if (value[names[i]] !== undefined) check(value[names[i]], path + (path ? '.' : '') + names[i], inner)
  }
  return async (run, input) => {
    const value = await run(parse(input))
    if (value === undefined) return 'null'
    check(value, '', undefined)
    const text = stringify(value)
    if (text.length > ${codeLimits.value}) { const error = new Error('its answer is larger than 10 MB'); error.name = 'Limit'; throw error }
    return text
  }
})`

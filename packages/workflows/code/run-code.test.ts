import { describe, expect, test, vi } from 'vitest'
import { runCode } from './index.ts'

vi.setConfig({ testTimeout: 60_000 })

const over = (problem: string, logs: string[] = []) => ({
  code: 'workflow.code_over_limit',
  message: `The code was stopped: ${problem}`,
  details: expect.objectContaining({ logs }),
})
const failed = (problem: string, logs: string[] = []) => ({
  code: 'workflow.code_failed',
  message: `The code stopped with an error: ${problem}`,
  details: expect.objectContaining({ logs }),
})
/** Long enough for a busy machine; what is meant to end in time does. */
const patient = { timeoutMs: 50_000 }

describe('code', () => {
  test('is given its input and gives its answer', async () => {
    const input = { items: [{ price: 2 }, { price: 3 }] }
    expect(await runCode('return { total: input.items.reduce((sum, item) => sum + item.price, 0) }', { input, ...patient })).toEqual({
      value: { total: 5 },
      logs: [],
    })
  })

  test('may wait, and returns null when it returns nothing', async () => {
    expect(await runCode('const x = await Promise.resolve(2); return [x, undefined ?? null]', patient)).toEqual({
      value: [2, null],
      logs: [],
    })
    expect(await runCode('const nothing = 1 // at the end', patient)).toEqual({ value: null, logs: [] })
  })

  test('writes to the console, even before it fails', async () => {
    expect(await runCode('console.log("a", 1, { b: [2] }); console.warn(undefined); return 1', patient)).toEqual({
      value: 1,
      logs: ['a 1 {"b":[2]}', 'undefined'],
    })
    await expect(runCode('console.log("here"); throw new Error("no")', patient)).rejects.toMatchObject(
      failed('Error: no (line 1).', ['here']),
    )
    await expect(runCode('console.log("here"); for (;;) {}', { timeoutMs: 300 })).rejects.toMatchObject(
      over('it took longer than 0.3 s.', ['here']),
    )
    const { logs } = await runCode('for (let i = 0; i < 5000; i++) console.log("x".repeat(5000))', patient)
    expect([logs.length, logs[0]?.length]).toEqual([200, 2001])
  })

  test('starts anew each time', async () => {
    await runCode('globalThis.left = 1; Array.prototype.map = () => "mine"; return 1', patient)
    expect((await runCode('return [typeof left, [1].map(x => x)]', patient)).value).toEqual(['undefined', [1]])
  })
})

describe('what goes wrong has a sentence and a line', () => {
  test.each<[string, string, string]>([
    ['a throw', 'const a = 1\nthrow new TypeError("no price")', 'TypeError: no price (line 2).'],
    ['a throw in a function', 'const f = () => {\n  null.x\n}\nreturn f()', "TypeError: cannot read property 'x' of null (line 2)."],
    ['a rejected promise', 'await Promise.reject(new Error("late"))', 'Error: late (line 1).'],
    ['a text thrown', 'throw "just text"', 'it threw just text.'],
    ['a mistake in writing', 'const a = ;', "SyntaxError: unexpected token in expression: ';' (line 1)."],
    ['a function', 'return { a: [() => 1] }', '“a.0” is a function, which JSON cannot hold.'],
    ['a date', 'return { at: new Date(0) }', '“at” is a Date, which JSON cannot hold.'],
    ['a map', 'return new Map()', 'the answer is a Map, which JSON cannot hold.'],
    ['no number', 'return [1, 0 / 0]', '“1” is NaN, which JSON cannot hold.'],
    ['a text of a gigabyte', 'return "x".repeat(1024 ** 3)', 'RangeError: invalid string length (line 1).'],
    ['a big integer', 'return 10n', 'the answer is a bigint, which JSON cannot hold.'],
    ['a circle', 'const a = {}; a.a = a; return a', '“a” is part of itself, which JSON cannot hold.'],
    [
      'a prototype',
      'return JSON.parse(\'{"__proto__": {"x": 1}}\')',
      'its answer cannot be kept: a field may not have the name __proto__.',
    ],
  ])('%s', async (_, source, problem) => {
    await expect(runCode(source, patient)).rejects.toMatchObject(failed(problem))
  })
})

describe('it cannot get out', () => {
  test.each<[string, string]>([
    ['by its constructor', 'return this.constructor.constructor("return process")()'],
    ['by the console', 'return console.log.constructor("return process")()'],
    ['by a promise', 'return Promise.resolve().constructor.constructor("return process")()'],
  ])('%s', async (_, source) => {
    await expect(runCode(source, patient)).rejects.toMatchObject({
      code: 'workflow.code_failed',
      message: expect.stringContaining("ReferenceError: 'process' is not defined"),
    })
  })

  test('there is nothing of Node or of a browser', async () => {
    const source =
      'return ["require", "process", "fetch", "setTimeout", "XMLHttpRequest", "std", "os", "WebAssembly"].filter(name => name in globalThis)'
    expect((await runCode(source, patient)).value).toEqual([])
    await expect(runCode('return await import("node:fs")', patient)).rejects.toMatchObject({ code: 'workflow.code_failed' })
  })

  test('a prototype changed inside is not changed outside', async () => {
    await runCode('Object.prototype.polluted = 1; input.constructor.prototype.worse = 1; return input', { input: { a: 1 }, ...patient })
    expect(['polluted' in {}, 'worse' in {}]).toEqual([false, false])
  })
})

describe('it is stopped', () => {
  test.each<[string, string, string]>([
    ['in an endless loop', 'for (;;) {}', 'it took longer than 0.5 s.'],
    ['in an endless chain of promises', 'for (;;) await null', 'it took longer than 0.5 s.'],
    ['in a pattern, where the interpreter itself cannot', `return /(a+)+$/.test("${'a'.repeat(60)}b")`, 'it took longer than 0.5 s.'],
  ])('%s', async (_, source, problem) => {
    await expect(runCode(source, { timeoutMs: 500 })).rejects.toMatchObject(over(problem))
  })

  test.each<[string, string, string]>([
    ['at a gigabyte', 'return new Uint8Array(1024 ** 3).length', 'it used more memory than it may.'],
    ['at a gigabyte piece by piece', 'const all = []; for (;;) all.push([1, 2, 3])', 'it used more memory than it may.'],
    ['when it calls itself for ever', 'const f = () => f() + 1; return f()', 'it calls itself too deeply.'],
    [
      'when it waits for what never comes',
      'await new Promise(() => {})',
      'it waits for something that never comes; there are no timers and no network here.',
    ],
    ['at an answer over 10 MB', 'return "x".repeat(10_000_001)', 'its answer is larger than 10 MB.'],
  ])('%s', async (_, source, problem) => {
    await expect(runCode(source, patient)).rejects.toMatchObject(over(problem))
  })

  test('at an input over 10 MB', async () => {
    await expect(runCode('return 1', { input: 'x'.repeat(10_000_001) })).rejects.toMatchObject(over('its input is larger than 10 MB.'))
  })

  test('by a signal, while it runs, while it waits for its turn and before it starts', async () => {
    const gone = new Error('given up')
    const controller = new AbortController()
    const all = Array.from({ length: 4 }, () =>
      runCode('for (;;) {}', { timeoutMs: 60_000, signal: controller.signal }).catch(error => error),
    )
    setTimeout(() => controller.abort(gone), 200)
    expect(await Promise.all(all)).toEqual([gone, gone, gone, gone])
    await expect(runCode('return 1', { signal: AbortSignal.abort(gone) })).rejects.toBe(gone)
  })

  test('and the next ones run as if nothing had been', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, (_, i) => runCode(`return ${i}`, patient)))
    expect(all.map(({ value }) => value)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  })
})

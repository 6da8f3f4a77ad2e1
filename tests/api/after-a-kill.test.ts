import { describe, expect, test } from 'vitest'
import { databases, startWorld } from './world.ts'

describe.each(databases)('a request sent again after kill -9 on $name', database => {
  test('is answered, whatever the first had come to', async () => {
    const world = await startWorld({ database })
    const send = (key: number) => {
      const headers = { 'idempotency-key': `k${key}` }
      if (key % 3 === 0) return world.ana.api('/api/tasks', { body: { title: `t${key}` }, headers })
      if (key % 3 === 1) return world.ana.api('/api/understand', { body: { text: `buy ${key} apples tomorrow` }, headers })
      return world.ana.api('/api/skills/tasks.list/invoke', { body: {}, headers })
    }
    const keys = Array.from({ length: 60 }, (_, key) => key)
    const under = keys.map(key => send(key).catch(() => undefined))
    await Promise.race(under)
    await world.server.kill9()
    await Promise.all(under)
    await world.server.restart()
    const again = await Promise.all(keys.map(send))
    expect(again.map(answer => answer.status)).toEqual(keys.map(key => (key % 3 === 0 ? 201 : 200)))
    const { body } = await world.ana.api('/api/tasks?limit=200')
    expect(body.items.length).toBe(20)
    await world.stop()
  })
})

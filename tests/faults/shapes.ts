/** A run left in the middle by a process that was killed, and what must become of it. */
export interface Shape {
  /** What is special about it. */
  about: string
  graph: object
  input?: object
  /** Taken when the vendor has been called so often, or the run stands in this status. */
  when: { calls: number } | { status: string }
  /** The process takes no runs. */
  idle?: boolean
  /** Paused before it is taken. */
  pause?: boolean
  /** What happens after it is taken up. */
  next?: 'event' | 'yes'
  becomes: string
  /** Steps of which the vendor hears after it is taken up. */
  calls: string[]
}

const call = (id: string, step = id, more: object = {}) => ({ id, type: 'skill', skill: 'vendor.keyed', input: { step }, ...more })
type Node = { id: string; type: string }
const ports: Record<string, string> = { approval: 'approved', try: 'done' }
const line = (nodes: object[]) =>
  (nodes as Node[]).slice(1).map((node, at) => {
    const { id, type } = nodes[at] as Node
    return { from: id, to: node.id, ...(ports[type] ? { port: ports[type] } : {}) }
  })
const body = (...nodes: object[]) => ({ nodes, edges: line(nodes) })
const graph = (...nodes: object[]) => ({
  trigger: { type: 'manual' },
  nodes,
  edges: [{ from: 'trigger', to: (nodes[0] as { id: string }).id }, ...line(nodes)],
})
const one = call('one')
const end = call('end')

export const shapes: Record<string, Shape> = {
  queued: {
    about: 'nobody has begun it',
    graph: graph(one, end),
    idle: true,
    when: { status: 'queued' },
    becomes: 'succeeded',
    calls: ['one', 'end'],
  },
  calling: {
    about: 'in the middle of a call that takes a key',
    graph: graph(one, call('two'), end),
    when: { calls: 2 },
    becomes: 'succeeded',
    calls: ['two', 'end'],
  },
  interrupted: {
    about: 'in the middle of a call that must not be repeated',
    graph: graph(one, call('pay', 'pay', { skill: 'vendor.once' }), end),
    when: { calls: 2 },
    becomes: 'failed',
    calls: [],
  },
  'waiting-time': {
    about: 'waits for a time',
    graph: graph(one, { id: 'pause', type: 'wait', duration: '2s' }, end),
    when: { status: 'waiting' },
    becomes: 'succeeded',
    calls: ['end'],
  },
  'waiting-event': {
    about: 'waits for an event',
    graph: graph(
      one,
      { id: 'pause', type: 'wait', event: { name: 'order.paid', where: '{{ event.n = 1 }}' } },
      call('end', 'end {{ steps.pause.output.n }}'),
    ),
    when: { status: 'waiting' },
    next: 'event',
    becomes: 'succeeded',
    calls: ['end 1'],
  },
  approval: {
    about: 'waits for a person',
    graph: graph(one, { id: 'ask', type: 'approval', question: 'Go on?' }, call('end', 'end {{ steps.ask.output.approved }}')),
    when: { status: 'waiting' },
    next: 'yes',
    becomes: 'succeeded',
    calls: ['end true'],
  },
  retrying: {
    about: 'waits for another attempt',
    graph: graph(one, call('bad', 'bad', { retry: { attempts: 2, delay: '2s' } }), end),
    when: { status: 'waiting' },
    becomes: 'succeeded',
    calls: ['bad', 'end'],
  },
  loop: {
    about: 'in the second pass of a loop',
    graph: graph(
      { id: 'loop', type: 'forEach', items: [1, 2, 3], graph: body(call('a', 'a {{ item }}'), call('b', 'b {{ item }}')) },
      call('end', 'end {{ $count(steps.loop.output) }}'),
    ),
    when: { calls: 4 },
    becomes: 'succeeded',
    calls: ['b 2', 'a 3', 'b 3', 'end 3'],
  },
  'nested-loop': {
    about: 'in a loop in a loop',
    graph: graph(
      {
        id: 'outer',
        type: 'forEach',
        items: [1, 2],
        graph: body(
          { id: 'at', type: 'set', input: { n: '{{ item }}' } },
          { id: 'inner', type: 'forEach', items: [1, 2], graph: body(call('a', '{{ steps.at.output.n }}.{{ item }}')) },
        ),
      },
      end,
    ),
    when: { calls: 3 },
    becomes: 'succeeded',
    calls: ['2.1', '2.2', 'end'],
  },
  'loop-after-loop': {
    about: 'in a loop after a longer one',
    graph: graph(
      { id: 'first', type: 'forEach', items: [1, 2, 3, 4], graph: body({ id: 's', type: 'set', input: { n: 1 } }) },
      { id: 'second', type: 'forEach', items: [1, 2, 3], graph: body(call('a', 'a {{ item }}')) },
      end,
    ),
    when: { calls: 1 },
    becomes: 'succeeded',
    calls: ['a 1', 'a 2', 'a 3', 'end'],
  },
  try: {
    about: 'in the middle of a try',
    graph: graph({ id: 'try', type: 'try', graph: body(one, call('two')) }, { ...end, input: { step: 'end {{ steps.try.output.step }}' } }),
    when: { calls: 2 },
    becomes: 'succeeded',
    calls: ['two', 'end two'],
  },
  large: {
    about: 'a value that stands in a row of its own',
    graph: graph(
      { id: 'big', type: 'set', input: { text: '{{ $pad("x", 70000, "x") }}' } },
      one,
      call('end', 'end {{ $length(steps.big.output.text) }}'),
    ),
    when: { calls: 1 },
    becomes: 'succeeded',
    calls: ['one', 'end 70000'],
  },
  paused: {
    about: 'paused by a person',
    graph: graph(one, end),
    idle: true,
    pause: true,
    when: { status: 'paused' },
    becomes: 'paused',
    calls: [],
  },
}

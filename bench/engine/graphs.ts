const chain = (...ids: string[]) => ids.map((to, at) => ({ from: at === 0 ? 'trigger' : (ids[at - 1] as string), to }))
const webhook = (path: string) => ({ type: 'webhook', path, respond: 'node' })

/** Webhook → set → if → set → respond. */
export const w1 = {
  trigger: webhook('w1'),
  nodes: [
    {
      id: 'net',
      type: 'set',
      input: { customer: '{{ event.body.customer }}', amount: '{{ event.body.amount }}', net: '{{ event.body.amount / 1.2 }}' },
    },
    { id: 'big', type: 'if', condition: '{{ steps.net.output.net > 100 }}' },
    { id: 'tier', type: 'set', input: { net: '{{ steps.net.output.net }}', tier: 'large' } },
    { id: 'reply', type: 'respond', body: '{{ steps.tier.output }}' },
  ],
  edges: [...chain('net', 'big'), { from: 'big', port: 'true', to: 'tier' }, { from: 'tier', to: 'reply' }],
}

const sets = Array.from({ length: 10 }, (_, n) => `s${n}`)
/** Webhook → ten sets → respond. */
export const chainOfTen = {
  trigger: webhook('chain'),
  nodes: [
    ...sets.map((id, n) => ({ id, type: 'set', input: { [`f${n}`]: `v${n}` } })),
    { id: 'reply', type: 'respond', body: '{{ steps.s9.output }}' },
  ],
  edges: chain(...sets, 'reply'),
}

/** 84 bytes. */
export const body = JSON.stringify({ id: '0001', customer: 'Northwind Traders', amount: 240, currency: 'EUR', note: 'none' })

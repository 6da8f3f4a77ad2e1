import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser, type TestBrowser } from '../harness/browser.ts'
import type { Server } from '../harness/server.ts'

const site = createServer((request, answer) => {
  const bad = request.url === '/bad' ? '<script>console.error("broken")</script>' : ''
  answer.setHeader('content-type', 'text/html')
  answer.end(`<!doctype html><link rel="icon" href="data:,"><title>here</title>${bad}<h1>Hello</h1>`)
})
let browser: TestBrowser
let server: Server

beforeAll(async () => {
  await new Promise<void>(resolve => site.listen(0, '127.0.0.1', resolve))
  server = { url: `http://127.0.0.1:${(site.address() as AddressInfo).port}` } as Server
  browser = await startBrowser()
})
afterAll(async () => {
  await browser?.close()
  site.close()
})

test('the packaged browser renders text of a page', async () => {
  const { page, expectQuiet, close } = await browser.open(server)
  await page.goto('/')
  expect(await page.getByRole('heading').textContent()).toBe('Hello')
  const box = await page.getByRole('heading').boundingBox()
  expect(box?.height).toBeGreaterThan(20)
  expectQuiet()
  await close()
})

test('an error on the console fails the page', async () => {
  const { page, expectQuiet, close } = await browser.open(server)
  await page.goto('/bad')
  expect(expectQuiet).toThrow('broken')
  await close()
})

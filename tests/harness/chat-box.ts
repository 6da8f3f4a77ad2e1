import type { Page } from 'playwright-core'

/** Writes into the chat's box and sends it. */
export async function say(page: Page, text: string): Promise<void> {
  const box = page.getByPlaceholder('Say what you want done')
  await box.fill(text)
  await box.press('Enter')
}

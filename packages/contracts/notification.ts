import { z } from 'zod'

/** Something a person should hear of, shown in the bell and as a browser notification. */
export const Notification = z.object({
  id: z.string(),
  /** What it is about, such as `reminder`. */
  kind: z.string(),
  title: z.string(),
  body: z.string().optional(),
  /** A path of the web app. */
  link: z.string().optional(),
  createdAt: z.string(),
  readAt: z.string().optional(),
})
export type Notification = z.infer<typeof Notification>

// interim: the declarations stand, the storage-backed functions follow in the next commit
import { z } from 'zod'
export const ReminderState = { id: z.string() }
export const dismissReminder = (..._: any[]): any => {
  throw new Error('dismissReminder')
}
export const putOff = (..._: any[]): any => {
  throw new Error('putOff')
}
export const reminderState = (..._: any[]): any => {
  throw new Error('reminderState')
}
export const setState = (..._: any[]): any => {
  throw new Error('setState')
}

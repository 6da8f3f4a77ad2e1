// interim: the declarations stand, the storage-backed functions follow in the next commit
export const tellCreated = (..._: any[]): any => {
  throw new Error('tellCreated')
}
export const tellDismissed = (..._: any[]): any => {
  throw new Error('tellDismissed')
}
export const tellReminder = (..._: any[]): any => {
  throw new Error('tellReminder')
}
export const tellReminders = (..._: any[]): any => {
  throw new Error('tellReminders')
}
export const tellSnoozed = (..._: any[]): any => {
  throw new Error('tellSnoozed')
}
export const tellUpdated = (..._: any[]): any => {
  throw new Error('tellUpdated')
}

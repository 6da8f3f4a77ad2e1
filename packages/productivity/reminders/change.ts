// interim: the declarations stand, the storage-backed functions follow in the next commit
export const changeReminder = (..._: any[]): any => {
  throw new Error('changeReminder')
}
export const changedBack = (..._: any[]): any => {
  throw new Error('changedBack')
}
export const reminderBefore = (..._: any[]): any => {
  throw new Error('reminderBefore')
}

// interim: the declarations stand, the storage-backed functions follow in the next commit
export const removeReminders = (..._: any[]): any => {
  throw new Error('removeReminders')
}
export const restoreReminders = (..._: any[]): any => {
  throw new Error('restoreReminders')
}
export const retractReminder = (..._: any[]): any => {
  throw new Error('retractReminder')
}

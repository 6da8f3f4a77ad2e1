// interim: the declarations stand, the storage-backed functions follow in the next commit
export const pageOfFoundReminders = (..._: any[]): any => {
  throw new Error('pageOfFoundReminders')
}
export const pageOfReminders = (..._: any[]): any => {
  throw new Error('pageOfReminders')
}

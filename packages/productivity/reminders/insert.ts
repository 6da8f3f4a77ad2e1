// interim: the declarations stand, the storage-backed functions follow in the next commit
export const insertReminder = (..._: any[]): any => {
  throw new Error('insertReminder')
}

// interim: the declarations stand, the storage-backed functions follow in the next commit
export const removeTasks = (..._: any[]): any => {
  throw new Error('removeTasks')
}
export const restoreTasks = (..._: any[]): any => {
  throw new Error('restoreTasks')
}
export const retractTask = (..._: any[]): any => {
  throw new Error('retractTask')
}

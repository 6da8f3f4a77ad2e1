// interim: the declarations stand, the storage-backed functions follow in the next commit
export const pageOfFoundTasks = (..._: any[]): any => {
  throw new Error('pageOfFoundTasks')
}
export const pageOfTasks = (..._: any[]): any => {
  throw new Error('pageOfTasks')
}

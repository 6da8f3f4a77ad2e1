// interim: the declarations stand, the storage-backed functions follow in the next commit
export const changeTask = (..._: any[]): any => {
  throw new Error('changeTask')
}
export const changedBack = (..._: any[]): any => {
  throw new Error('changedBack')
}
export const taskBefore = (..._: any[]): any => {
  throw new Error('taskBefore')
}

// interim: the declarations stand, the storage-backed functions follow in the next commit
export const changeEvent = (..._: any[]): any => {
  throw new Error('changeEvent')
}
export const changedBack = (..._: any[]): any => {
  throw new Error('changedBack')
}
export const eventBefore = (..._: any[]): any => {
  throw new Error('eventBefore')
}

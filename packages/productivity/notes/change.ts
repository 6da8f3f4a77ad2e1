// interim: the declarations stand, the storage-backed functions follow in the next commit
export const changeNote = (..._: any[]): any => {
  throw new Error('changeNote')
}
export const changedBack = (..._: any[]): any => {
  throw new Error('changedBack')
}
export const noteBefore = (..._: any[]): any => {
  throw new Error('noteBefore')
}

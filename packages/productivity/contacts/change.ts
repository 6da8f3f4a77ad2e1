// interim: the declarations stand, the storage-backed functions follow in the next commit
export const changeContact = (..._: any[]): any => {
  throw new Error('changeContact')
}
export const changedBack = (..._: any[]): any => {
  throw new Error('changedBack')
}
export const contactBefore = (..._: any[]): any => {
  throw new Error('contactBefore')
}

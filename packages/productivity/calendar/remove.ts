// interim: the declarations stand, the storage-backed functions follow in the next commit
export const removeEvents = (..._: any[]): any => {
  throw new Error('removeEvents')
}
export const restoreEvents = (..._: any[]): any => {
  throw new Error('restoreEvents')
}
export const retractEvents = (..._: any[]): any => {
  throw new Error('retractEvents')
}

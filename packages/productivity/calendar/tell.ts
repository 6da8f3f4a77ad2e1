// interim: the declarations stand, the storage-backed functions follow in the next commit
export const tellConflicts = (..._: any[]): any => {
  throw new Error('tellConflicts')
}
export const tellCreated = (..._: any[]): any => {
  throw new Error('tellCreated')
}
export const tellEvent = (..._: any[]): any => {
  throw new Error('tellEvent')
}
export const tellEvents = (..._: any[]): any => {
  throw new Error('tellEvents')
}
export const tellFreeSlots = (..._: any[]): any => {
  throw new Error('tellFreeSlots')
}
export const tellUpdated = (..._: any[]): any => {
  throw new Error('tellUpdated')
}

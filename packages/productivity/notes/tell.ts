// interim: the declarations stand, the storage-backed functions follow in the next commit
export const tellCreated = (..._: any[]): any => {
  throw new Error('tellCreated')
}
export const tellNote = (..._: any[]): any => {
  throw new Error('tellNote')
}
export const tellNotes = (..._: any[]): any => {
  throw new Error('tellNotes')
}
export const tellUpdated = (..._: any[]): any => {
  throw new Error('tellUpdated')
}

// interim: the declarations stand, the storage-backed functions follow in the next commit
export const getNote = (..._: any[]): any => {
  throw new Error('getNote')
}
export const insertNote = (..._: any[]): any => {
  throw new Error('insertNote')
}
export const pageOfFoundNotes = (..._: any[]): any => {
  throw new Error('pageOfFoundNotes')
}
export const pageOfNotes = (..._: any[]): any => {
  throw new Error('pageOfNotes')
}
export const removeNotes = (..._: any[]): any => {
  throw new Error('removeNotes')
}
export const undeleteNotes: any[] = []

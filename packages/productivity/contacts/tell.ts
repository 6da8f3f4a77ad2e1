// interim: the declarations stand, the storage-backed functions follow in the next commit
export const tellContact = (..._: any[]): any => {
  throw new Error('tellContact')
}
export const tellContacts = (..._: any[]): any => {
  throw new Error('tellContacts')
}
export const tellCreated = (..._: any[]): any => {
  throw new Error('tellCreated')
}
export const tellUpdated = (..._: any[]): any => {
  throw new Error('tellUpdated')
}

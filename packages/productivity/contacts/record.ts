// interim: the declarations stand, the storage-backed functions follow in the next commit
export const getContact = (..._: any[]): any => {
  throw new Error('getContact')
}
export const insertContact = (..._: any[]): any => {
  throw new Error('insertContact')
}
export const pageOfContacts = (..._: any[]): any => {
  throw new Error('pageOfContacts')
}
export const pageOfFoundContacts = (..._: any[]): any => {
  throw new Error('pageOfFoundContacts')
}
export const removeContacts = (..._: any[]): any => {
  throw new Error('removeContacts')
}
export const undeleteContacts: any[] = []

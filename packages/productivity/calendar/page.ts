// interim: the declarations stand, the storage-backed functions follow in the next commit
export const pageOfEvents = (..._: any[]): any => {
  throw new Error('pageOfEvents')
}
export const pageOfFoundEvents = (..._: any[]): any => {
  throw new Error('pageOfFoundEvents')
}

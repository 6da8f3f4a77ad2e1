// interim: the declarations stand, the storage-backed functions follow in the next commit
export const getEvent = (..._: any[]): any => {
  throw new Error('getEvent')
}

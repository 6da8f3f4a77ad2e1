// interim: the declarations stand, the storage-backed functions follow in the next commit
export const getTask = (..._: any[]): any => {
  throw new Error('getTask')
}

// interim: the declarations stand, the storage-backed functions follow in the next commit
export const findFreeSlots = (..._: any[]): any => {
  throw new Error('findFreeSlots')
}

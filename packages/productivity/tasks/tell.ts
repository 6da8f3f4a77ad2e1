// interim: the declarations stand, the storage-backed functions follow in the next commit
export const tellCompleted = (..._: any[]): any => {
  throw new Error('tellCompleted')
}
export const tellCreated = (..._: any[]): any => {
  throw new Error('tellCreated')
}
export const tellTask = (..._: any[]): any => {
  throw new Error('tellTask')
}
export const tellTasks = (..._: any[]): any => {
  throw new Error('tellTasks')
}
export const tellUpdated = (..._: any[]): any => {
  throw new Error('tellUpdated')
}

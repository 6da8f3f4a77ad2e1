// interim: the declarations stand, the storage-backed functions follow in the next commit
export const tellProject = (..._: any[]): any => {
  throw new Error('tellProject')
}
export const tellProjects = (..._: any[]): any => {
  throw new Error('tellProjects')
}

// interim: the declarations stand, the storage-backed functions follow in the next commit
export const changeProject = (..._: any[]): any => {
  throw new Error('changeProject')
}
export const changedBack = (..._: any[]): any => {
  throw new Error('changedBack')
}
export const insertProject = (..._: any[]): any => {
  throw new Error('insertProject')
}
export const pageOfProjects = (..._: any[]): any => {
  throw new Error('pageOfProjects')
}
export const projectBefore = (..._: any[]): any => {
  throw new Error('projectBefore')
}
export const removeProject = (..._: any[]): any => {
  throw new Error('removeProject')
}
export const undeleteProjects: any[] = []

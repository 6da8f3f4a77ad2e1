/** How the UID ends that the export gives an event that has none. */
export const ownUid = '@atom'

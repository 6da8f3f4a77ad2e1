/** So that a key found in a log or a repository is recognised. */
export const keyPrefix = 'atom_'

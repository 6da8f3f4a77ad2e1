/** What people say for deleting any record. A domain adds what is said of its own records alone, such as “call off”. */
export const deletingVerbs = [
  'delete',
  'remove',
  'erase',
  'get rid of',
  'drop',
  'clear',
  'del',
  'kill',
  'wipe',
  'throw out',
  'take off',
  'bin',
  'trash',
  'scrap',
]

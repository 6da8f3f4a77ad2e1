import type { Skill } from '@atom/kernel'
import { type HelpDeps, help } from './help.ts'
import { listChatMessages } from './messages.ts'
import { deleteChat, listChats, renameChat } from './sessions.ts'
import { type UndoDeps, undo } from './undo.ts'

/** What the chat itself offers. `turns` is the one the coordinator was given. */
export const agentSkills = (deps: HelpDeps & UndoDeps): Skill[] => [
  help(deps),
  undo(deps),
  listChats,
  renameChat,
  deleteChat(deps.turns),
  listChatMessages,
]

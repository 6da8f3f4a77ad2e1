import { dispatcherConformance } from './conformance.ts'
import { EmbeddedDispatcher } from './embedded.ts'

dispatcherConformance(
  'the embedded dispatcher',
  ({ base, clock, unitOfWork }) =>
    new EmbeddedDispatcher({
      unitOfWork,
      clock,
      log: base.log,
      contextFor: workspaceId => ({ ...base, workspaceId: workspaceId || base.workspaceId }),
    }),
)

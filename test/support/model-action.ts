import type { LogAction } from './log-actions.js';

/**
 * `busy`: a poll, and the log actions behind it happen in the midst of it. `halt`: a stop in the midst of a poll.
 * `crash`: what was heard since the last checkpoint is forgotten. `relapse`: the last checkpoint is damaged as well.
 * `pause`: time passes and nobody looks. `idle`: so long that renamed files are let go.
 */
export type RunAction = 'start' | 'poll' | 'busy' | 'stop' | 'halt' | 'crash' | 'relapse' | 'pause' | 'idle';

export type ModelAction = LogAction | RunAction;

const runActions: ReadonlySet<ModelAction> = new Set<RunAction>([
  'start',
  'poll',
  'busy',
  'stop',
  'halt',
  'crash',
  'relapse',
  'pause',
  'idle',
]);

/** Whether it is done to the follower and not to the log. */
export function isRunAction(action: ModelAction): action is RunAction {
  return runActions.has(action);
}

import { type CheckpointAccount, checkpointFamilies } from '../series/checkpoint-families.js';
import type { Family } from '../series/family.js';
import { selfFamilies } from '../series/self-families.js';
import type { SourceAccounts } from '../series/source-account.js';
import type { RunningSource } from './running-source.js';

/** The exporter's metrics of itself, of this instant; of sources that are not `shown` only what may be seen to fall. */
export function ownFamilies(
  accounts: SourceAccounts,
  shown: readonly RunningSource[],
  checkpoint: CheckpointAccount,
): Family[] {
  const instruments = new Map(shown.map(({ config, pipeline }) => [config.name, pipeline.instruments]));
  const memories = new Map(shown.map(({ config, pipeline }) => [config.name, pipeline.memories]));
  return [...selfFamilies(accounts, instruments, memories), ...checkpointFamilies(checkpoint)];
}

import type { MemorySnapshot } from '../../src/memory/memory-snapshot.js';
import type { MemoryMetric } from '../../src/series/memory-metric.js';
import { decodeCheckpoint } from '../../src/state/decode-checkpoint.js';
import { encodeCheckpoint } from '../../src/state/encode-checkpoint.js';
import { checkpointOf } from './checkpoint.js';

/** A snapshot as it comes back from a checkpoint. */
export function written(memory: MemorySnapshot): MemorySnapshot {
  const saved = { source: 's', metric: 'audit_x', fingerprint: 'f', memory };
  const text = [...encodeCheckpoint(checkpointOf([], { memories: [saved] }))].join('');
  return decodeCheckpoint(text).memories[0]!.memory;
}

/**
 * Gives `after` what a checkpoint keeps of `before`: its memory, and the series of its instruments.
 * Says whether the memory could be used.
 */
export function restart(before: MemoryMetric, after: MemoryMetric): boolean {
  const memory = before.snapshot();
  const instruments = checkpointOf(before.instruments);
  const memories = memory && [{ source: 's', metric: before.name, fingerprint: before.fingerprint, memory }];
  const checkpoint = { ...instruments, memories: memories ?? [] };
  const saved = decodeCheckpoint([...encodeCheckpoint(checkpoint)].join(''));
  for (const [i, { instrument }] of saved.instruments.entries()) after.instruments[i]!.restore(instrument);
  return saved.memories.every(({ memory: one }) => after.restore(one));
}

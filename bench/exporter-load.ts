import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { systemClock } from '../src/base/clock.js';
import { silentTelemetry } from '../src/base/telemetry.js';
import { configForFiles } from '../src/config/config-for-files.js';
import { compileConfig } from '../src/exporter/compile-config.js';
import { textFormat } from '../src/expose/format.js';
import { renderText } from '../src/expose/render-text.js';
import type { Instrument } from '../src/series/instrument.js';
import { instrumentFamilies } from '../src/series/instrument-families.js';
import type { Chunk } from '../src/tail/chunk.js';
import { generateVaultAudit } from './generate-vault-audit.js';

const CHUNK = 256 * 1024;

/**
 * What an exporter does beside writing a checkpoint, as fast as it can: reads a Vault audit log chunk by chunk and
 * answers scrapes of `instruments` piece by piece. Stops when told to.
 */
export function exporterLoad(instruments: readonly Instrument[], directory: string): () => Promise<void> {
  const chunks = auditChunks(directory);
  const { pipelines } = compileConfig(
    configForFiles([{ name: 'vault', files: ['audit.log'], preset: 'vault-audit' }]),
    { telemetry: silentTelemetry, clock: systemClock },
  );
  const pipeline = pipelines.get('vault')!;
  let stopped = false;
  const reading = async (): Promise<void> => {
    for (let i = 0; !stopped; i += 1) {
      pipeline.take(chunks[i % chunks.length]!);
      await nextTurn();
    }
  };
  const answering = async (): Promise<void> => {
    while (!stopped) {
      for (const _ of renderText(instrumentFamilies(instruments), textFormat)) {
        if (stopped) return;
        await nextTurn();
      }
    }
  };
  const working = Promise.all([reading(), answering()]);
  return async () => {
    stopped = true;
    await working;
  };
}

/** A log in the pieces in which a follower hands it on. */
function auditChunks(directory: string): Chunk[] {
  const path = join(directory, 'audit.log');
  generateVaultAudit(path, { size: 8 * CHUNK, seed: 1 });
  const bytes = readFileSync(path);
  const chunks: Chunk[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.lastIndexOf('\n', start + CHUNK - 1) + 1;
    chunks.push({ source: 'vault', file: { id: 1, path }, bytes, start, end, offset: start, tooLong: 0 });
    start = end;
  }
  return chunks;
}

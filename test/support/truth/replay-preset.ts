import { readFileSync } from 'node:fs';
import { manualClock } from '../../../src/base/clock.js';
import type { LineCounts } from '../../../src/base/telemetry.js';
import { configForFiles } from '../../../src/config/config-for-files.js';
import { packageRoot } from '../../../src/config/package-root.js';
import { compileConfig } from '../../../src/exporter/compile-config.js';
import { negotiate } from '../../../src/expose/negotiate.js';
import { renderText } from '../../../src/expose/render-text.js';
import type { Family } from '../../../src/series/family.js';
import { instrumentFamilies } from '../../../src/series/instrument-families.js';
import { memoryFamilies } from '../../../src/series/memory-families.js';
import type { MemoryAccount } from '../../../src/series/memory-metric.js';
import { SourceAccounts } from '../../../src/series/source-account.js';

/** What a preset makes of a log. */
export interface Replay {
  readonly lines: LineCounts;
  /** Series of a counter or gauge that are not 0, by their labels without source and system: `user="eve",operation="read"`. */
  series(metric: string): Readonly<Record<string, number>>;
  /** The same with the series that are 0. */
  all(metric: string): Readonly<Record<string, number>>;
  /** Security events that are not 0, by name. */
  events(): Readonly<Record<string, number>>;
  exposition(): string;
  /** How full the memory of a metric is. */
  account(metric: string): MemoryAccount;
}

/** Counts the lines of a log with a preset of the package. */
export function replayPreset(preset: string, ...lines: readonly string[]): Replay {
  const accounts = new SourceAccounts([]);
  const loaded = configForFiles([{ name: 'log', files: ['-'], preset }]);
  const { pipelines } = compileConfig(loaded, {
    telemetry: accounts,
    clock: manualClock(Date.UTC(2026, 10, 21)),
  });
  const pipeline = pipelines.get('log')!;
  const bytes = Buffer.from(lines.map((line) => (line.endsWith('\n') ? line : `${line}\n`)).join(''));
  const file = { id: 1, path: 'log' };
  pipeline.take({ source: 'log', file, bytes, start: 0, end: bytes.length, offset: 0, tooLong: 0 });
  const families = [
    ...instrumentFamilies(pipeline.instruments),
    ...memoryFamilies(pipeline.memories, Number.NEGATIVE_INFINITY),
  ];
  const all = (metric: string): Record<string, number> => seriesOf(families, metric);
  const series = (metric: string): Record<string, number> =>
    Object.fromEntries(Object.entries(all(metric)).filter(([, value]) => value !== 0));
  return {
    lines: accounts.of('log').lines,
    series,
    all,
    events: () =>
      Object.fromEntries(
        Object.entries(series('audit_security_events_total')).map(([labels, value]) => [
          /event="(\w+)"/.exec(labels)![1]!,
          value,
        ]),
      ),
    account: (metric) => pipeline.memories.find(({ name }) => name === metric)!.account()!,
    exposition: () => [...renderText(families, negotiate(undefined))].join(''),
  };
}

/** The lines of a file of test/fixtures/presets. */
export function presetFixture(name: string): string {
  return readFileSync(fixturePath(name), 'utf8');
}

export function fixturePath(name: string): string {
  return `${packageRoot()}/test/fixtures/presets/${name}`;
}

function seriesOf(families: readonly Family[], metric: string): Record<string, number> {
  const family = families.find(({ name }) => name === metric);
  if (family === undefined) throw new Error(`the preset has no metric ${metric}`);
  const found: Record<string, number> = {};
  for (const part of family.parts) {
    for (let slot = 0; slot < part.size; slot += 1) {
      const labels = part.labels(slot).replace(/(source|system)="[^"]*",?/g, '');
      found[labels] = part.value(slot);
    }
  }
  return found;
}

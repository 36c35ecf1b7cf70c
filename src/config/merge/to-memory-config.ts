import type { MemoryConfig, WindowConfig } from '../config.js';
import type { PresetMetric } from '../language/metric-schema.js';

const defaultWindows: readonly WindowConfig[] = [{ text: '1h', milliseconds: 3_600_000 }];

/** What the entry of a metric says of its memory, with the defaults. Undefined when something it needs is not there. */
export function toMemoryConfig(kind: MemoryConfig['kind'], entry: PresetMetric): MemoryConfig | undefined {
  const { from, to, key, until, of, remember = 100_000 } = entry;
  switch (kind) {
    case 'duration':
      if (from === undefined || to === undefined || key === undefined) return undefined;
      return { kind, from, to, key, timeout: entry.timeout ?? 300_000, remember };
    case 'streak':
      if (until === undefined) return undefined;
      return { kind, until, notifyAt: typeof entry.notify_at === 'number' ? entry.notify_at : undefined };
    case 'distinct': {
      if (of === undefined) return undefined;
      const windows = entry.windows ?? defaultWindows;
      return { kind, of, windows, notifyAt: byWindow(entry.notify_at, windows) };
    }
    case 'first_seen':
      if (of === undefined) return undefined;
      return { kind, of, learn: entry.learn ?? 86_400_000, remember };
    case 'secrets':
      return { kind, patterns: patternsOf(entry), builtin: builtinOf(entry.builtin) };
  }
}

function byWindow(
  notifyAt: PresetMetric['notify_at'],
  windows: readonly WindowConfig[],
): ReadonlyMap<string, number> {
  if (notifyAt === undefined) return new Map();
  return typeof notifyAt === 'number' ? new Map(windows.map(({ text }) => [text, notifyAt])) : notifyAt;
}

function patternsOf({ patterns }: PresetMetric): { name: string; regex: string }[] {
  return [...(patterns ?? [])].map(([name, regex]) => ({ name, regex }));
}

function builtinOf(builtin: PresetMetric['builtin']): readonly string[] | undefined {
  if (builtin === undefined || builtin === true) return undefined;
  return builtin === false ? [] : builtin;
}

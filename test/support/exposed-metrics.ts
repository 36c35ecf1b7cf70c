import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { LabelConfig } from '../../src/config/config.js';
import { loadPreset, presetNames } from '../../src/config/presets.js';
import { startExporter } from './exporter-process.js';
import { parseExposition } from './parse-exposition.js';
import { temporaryDirectory } from './temporary-directory.js';
import { presetFixture } from './truth/replay-preset.js';

/** The metrics that the exporter can expose: by the name of their samples, with the labels these can have. */
export class ExposedMetrics {
  readonly #labels = new Map<string, Map<string, Set<string>>>();
  readonly #series = new Map<string, Readonly<Record<string, string>>[]>();

  add(metric: string, label?: string, value?: string): void {
    const labels = this.#labels.get(metric) ?? this.#labels.set(metric, new Map()).get(metric)!;
    if (label === undefined) return;
    const values = labels.get(label) ?? labels.set(label, new Set()).get(label)!;
    if (value !== undefined) values.add(value);
  }

  addSample(metric: string, labels: ReadonlyMap<string, string>): void {
    this.add(metric);
    for (const [label, value] of labels) this.add(metric, label, value);
    this.#series.set(metric, [...this.series(metric), Object.fromEntries(labels)]);
  }

  has(metric: string): boolean {
    return this.#labels.has(metric);
  }

  /** Undefined when nothing exposes the metric. */
  labels(metric: string): readonly string[] | undefined {
    const labels = this.#labels.get(metric);
    return labels === undefined ? undefined : [...labels.keys()];
  }

  /** The values that a label was seen to have. */
  values(metric: string, label: string): readonly string[] {
    return [...(this.#labels.get(metric)?.get(label) ?? [])];
  }

  /** The series that were seen, as their labels. */
  series(metric: string): readonly Readonly<Record<string, string>>[] {
    return this.#series.get(metric) ?? [];
  }
}

/** A log for each form that a preset reads, by the name of the source. */
const logs = {
  vault: ['vault-audit', 'vault-audit.log'],
  'vault-server': ['vault-server', 'vault-server.log'],
  'conjur-appliance': ['conjur', 'conjur-appliance.jsonl'],
  'conjur-rfc5424': ['conjur', 'conjur-rfc5424.log'],
  'conjur-oss': ['conjur', 'conjur-oss.log'],
  'conjur-v4': ['conjur', 'conjur-v4.jsonl'],
} as const;

/**
 * Scrapes an exporter that reads all presets. The labels of a series that no fixture brings forth are those that its
 * preset names.
 */
export async function exposedMetrics(t: TestContext): Promise<ExposedMetrics> {
  const exposed = new ExposedMetrics();
  for (const { name, type, samples } of parseExposition(await scrapeAllPresets(t), 'text-0.0.4').values()) {
    for (const sample of type === 'histogram' ? ['_bucket', '_count', '_sum'] : [''])
      exposed.add(name + sample);
    if (type === 'histogram') exposed.add(`${name}_bucket`, 'le');
    for (const sample of samples) exposed.addSample(sample.name, sample.labels);
  }
  for (const preset of presetNames()) {
    for (const { name, labels } of loadPreset(preset).preset?.metrics ?? []) {
      // A counter of what a gauge reaches has the gauge's labels.
      const reached = `${name}_reached_total`;
      for (const label of exposed.labels(name) ?? []) if (exposed.has(reached)) exposed.add(reached, label);
      for (const suffix of ['', '_bucket', '_count', '_sum', '_reached_total']) {
        if (!exposed.has(name + suffix)) continue;
        for (const label of ['source', 'system']) exposed.add(name + suffix, label);
        for (const label of labels) {
          exposed.add(name + suffix, label.name);
          for (const value of knownValues(label)) exposed.add(name + suffix, label.name, value);
        }
      }
    }
  }
  return exposed;
}

function knownValues({ cases = [], default: otherwise, values }: LabelConfig): string[] {
  return [...cases.map((one) => one.value), ...(otherwise === undefined ? [] : [otherwise]), ...values];
}

async function scrapeAllPresets(t: TestContext): Promise<string> {
  const cwd = temporaryDirectory(t);
  const sources = Object.entries(logs).map(([source, [preset, fixture]]) => {
    writeFileSync(join(cwd, fixture), presetFixture(fixture));
    return `  ${source}: { files: ./${fixture}, preset: ${preset} }\n`;
  });
  writeFileSync(join(cwd, 'exporter.yml'), `sources:\n${sources.join('')}`);
  const exporter = await startExporter([], cwd);
  t.after(() => exporter.stop('SIGKILL'));
  return exporter.scrapeUntil((text) => text.includes('auditlog_exporter_lines_total'));
}
